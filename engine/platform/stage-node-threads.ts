import { assert } from '../base/assert.ts';
import { CancelledError, EngineError } from '../base/errors/engine-error.ts';
import type { StageReply, StageRequest } from '../execution/parallel/stage-messages.ts';
import type {
  LentThreads,
  StageThread,
  StageThreads,
  StageWorker,
  StartStageThread,
} from '../execution/parallel/stage-threads.ts';

/** A worker's heap; its tables lie outside of it and are counted by the query's memory limit. */
const HEAP_MB_MAX = 2048;
/** As deep as JSON may nest, with room to spare. */
const STACK_MB = 4;

/** Worker threads of Node, started by the host. */
export class NodeStageThreads implements StageThreads {
  readonly count: number;
  readonly #start: StartStageThread;
  #threads: NodeStageThread[] = [];
  /** Threads that are lent to a batch alone. */
  readonly #lent = new Set<NodeStageThread>();
  #isStopped = false;

  constructor(count: number, start: StartStageThread) {
    this.count = count;
    this.#start = start;
  }

  get isStarted(): boolean {
    return this.#threads.length > 0;
  }

  take(count: number): readonly StageThread[] {
    assert(!this.#isStopped, 'no query outlives its session');
    this.#threads = this.#threads.filter(({ hasEnded }) => !hasEnded);
    while (this.#threads.length < Math.min(count, this.count)) this.#threads.push(this.#startOne());
    return this.#threads.slice(0, count);
  }

  takeAlone(count: number): LentThreads {
    assert(!this.#isStopped, 'no query outlives its session');
    const threads: NodeStageThread[] = [];
    const end = async () => {
      await Promise.all(threads.map((thread) => thread.end()));
      for (const thread of threads) this.#lent.delete(thread);
    };
    try {
      while (threads.length < count) {
        const thread = this.#startOne();
        threads.push(thread);
        this.#lent.add(thread);
      }
    } catch (error) {
      void end();
      throw error;
    }
    return { threads, end };
  }

  async stop(): Promise<void> {
    this.#isStopped = true;
    await Promise.all([...this.#threads, ...this.#lent].map((thread) => thread.end()));
    this.#threads = [];
  }

  #startOne(): NodeStageThread {
    const name = `stage-${this.#threads.length + 1}`;
    const options = { name, resourceLimits: { maxOldGenerationSizeMb: HEAP_MB_MAX, stackSizeMb: STACK_MB } };
    try {
      return new NodeStageThread(this.#start(options));
    } catch (cause) {
      throw new EngineError('EXE-135', { reason: reasonOf(cause) }, {}, cause);
    }
  }
}

class NodeStageThread implements StageThread {
  readonly openStages: number[] = [];
  readonly #worker: StageWorker;
  /** What waits for a reply, the request sent first at the front. */
  readonly #waiting: { resolve(reply: StageReply): void; reject(error: Error): void }[] = [];
  #failure: Error | null = null;

  constructor(worker: StageWorker) {
    this.#worker = worker;
    worker.unref();
    worker.on('message', (reply) => {
      this.#waiting.shift()?.resolve(reply as StageReply);
      if (this.#waiting.length === 0) worker.unref();
    });
    worker.on('messageerror', (error) => {
      // An answer is lost, and so is the order of those that follow.
      this.#fail(failureOf(error));
      void worker.terminate();
    });
    worker.on('error', (error) => this.#fail(failureOf(error)));
    worker.on('exit', (exitCode) => this.#fail(new EngineError('EXE-135', { reason: `exit code ${exitCode}` })));
  }

  get hasEnded(): boolean {
    return this.#failure !== null;
  }

  request(request: StageRequest): Promise<StageReply> {
    return new Promise((resolve, reject) => {
      if (this.#failure !== null) {
        reject(this.#failure);
        return;
      }
      // First: what cannot be sent is thrown here and must not wait for an answer.
      this.#worker.postMessage(request);
      this.#worker.ref();
      this.#waiting.push({ resolve, reject });
    });
  }

  async end(): Promise<void> {
    this.#fail(new CancelledError());
    await this.#worker.terminate();
  }

  #fail(error: Error): void {
    this.#failure ??= error;
    for (const { reject } of this.#waiting.splice(0)) reject(this.#failure);
  }
}

function failureOf(error: unknown): EngineError {
  const isMemory = error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
  return isMemory
    ? new EngineError('EXE-136', { limit: HEAP_MB_MAX }, {}, error)
    : new EngineError('EXE-135', { reason: reasonOf(error) }, {}, error);
}

function reasonOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
