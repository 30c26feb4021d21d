/** Stage threads that are none: each has a server of its own, and messages are copied as between threads. */
import type { StageTask } from '../../compiler/stage-task.ts';
import type { StageData, StageReply, StageRequest } from '../stage-messages.ts';
import { StageServer } from '../stage-server.ts';
import type { LentThreads, StageThread, StageThreads } from '../stage-threads.ts';

export class InProcessThreads implements StageThreads {
  readonly count: number;
  /** Every request of every thread, as `thread: type`. */
  readonly seen: string[] = [];
  /** Why requests failed. */
  readonly failures: string[] = [];
  readonly #createTask: (data: StageData) => StageTask;
  readonly #threads: StageThread[] = [];

  constructor(count: number, createTask: (data: StageData) => StageTask) {
    this.count = count;
    this.#createTask = createTask;
  }

  get isStarted(): boolean {
    return this.#threads.length > 0;
  }

  take(count: number): readonly StageThread[] {
    while (this.#threads.length < count) this.#threads.push(this.#thread(this.#threads.length));
    return this.#threads.slice(0, count);
  }

  takeAlone(count: number): LentThreads {
    const threads = Array.from({ length: count }, (_, at) => this.#thread(this.count + at));
    return { threads, end: async () => undefined };
  }

  async stop(): Promise<void> {
    this.#threads.length = 0;
  }

  #thread(number: number): StageThread {
    const waiting: ((reply: StageReply) => void)[] = [];
    const server = new StageServer(this.#createTask, (reply, transfer) => {
      if (reply.type === 'failed') this.failures.push(reply.reason);
      waiting.shift()?.(structuredClone(reply, { transfer: [...transfer] }));
    });
    return {
      openStages: [],
      request: (request: StageRequest) =>
        new Promise((resolve) => {
          this.seen.push(`${number}: ${request.type}`);
          waiting.push(resolve);
          server.receive('shared' in request ? request : structuredClone(request));
        }),
    };
  }
}
