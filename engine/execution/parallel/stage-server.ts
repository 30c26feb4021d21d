/**
 * A worker thread's end of the wire: holds the tasks of stages and works off requests one after another. Knows nothing of
 * threads, so that tests run it as well.
 */
import { must } from '../../base/assert.ts';
import { CancelledError } from '../../base/errors/engine-error.ts';
import { Pacer } from '../../sources/pacer.ts';
import type { GroupTable } from '../../state/groups/group-table.ts';
import { type TransferredTable, transferred } from '../../state/groups/transferred-table.ts';
import type { RangeReport, StageTask } from '../compiler/stage-task.ts';
import {
  type RangeDone,
  SHARED,
  type StageData,
  type StageReply,
  type StageRequest,
  type TableShape,
} from './stage-messages.ts';

/** A batch of a stage that is under way. */
interface OpenBatch {
  readonly shape: TableShape;
  readonly pacer: SharedPacer;
  /** The one table of `per-worker`. */
  readonly table: GroupTable;
}

type RangeRequest = Extract<StageRequest, { readonly type: 'range' }>;

interface OpenStage {
  readonly task: StageTask;
  batch: OpenBatch | null;
}

export class StageServer {
  readonly #createTask: (data: StageData) => StageTask;
  readonly #post: (reply: StageReply, transfer: readonly ArrayBuffer[]) => void;
  readonly #stages = new Map<number, OpenStage>();
  #turn: Promise<void> = Promise.resolve();

  /** @param post sends a reply; the buffers of `transfer` are no longer of use to the server afterwards */
  constructor(
    createTask: (data: StageData) => StageTask,
    post: (reply: StageReply, transfer: readonly ArrayBuffer[]) => void,
  ) {
    this.#createTask = createTask;
    this.#post = post;
  }

  /** Takes a request. Every request gets one reply, in the order of the requests. */
  receive(request: StageRequest): void {
    this.#turn = this.#turn.then(async () => {
      const transfer: ArrayBuffer[] = [];
      let reply: StageReply;
      try {
        reply = await this.#answer(request, transfer);
      } catch (error) {
        reply =
          error instanceof CancelledError
            ? { type: 'cancelled' }
            : { type: 'failed', reason: error instanceof Error ? error.message : String(error) };
      }
      this.#post(reply, transfer);
    });
  }

  async #answer(request: StageRequest, transfer: ArrayBuffer[]): Promise<StageReply> {
    switch (request.type) {
      case 'open':
        this.#stages.set(request.stage, { task: this.#createTask(request.data), batch: null });
        return { type: 'done' };
      case 'close':
        this.#stages.delete(request.stage);
        return { type: 'done' };
      case 'begin': {
        const stage = this.#stage(request.stage);
        stage.task.begin(request.batchTimestampMs, request.folderColumns);
        const table = stage.task.createTable();
        const pacer = new SharedPacer(new Int32Array(request.shared), request.worker);
        pacer.holder = table;
        stage.batch = { shape: request.shape, pacer, table };
        return { type: 'done' };
      }
      case 'range':
        return { type: 'range', range: await this.#run(this.#stage(request.stage), request, transfer) };
      case 'finish': {
        const stage = this.#stage(request.stage);
        const { table } = must(stage.batch, 'a batch is open');
        stage.batch = null;
        return { type: 'table', table: sent(table, transfer) };
      }
      case 'abort':
        this.#stage(request.stage).batch = null;
        return { type: 'done' };
    }
  }

  #stage(number: number): OpenStage {
    return must(this.#stages.get(number), 'a stage is opened before it is used');
  }

  async #run({ task, batch }: OpenStage, request: RangeRequest, transfer: ArrayBuffer[]): Promise<RangeDone> {
    const { shape, pacer, table: shared } = must(batch, 'a batch is open');
    pacer.check();
    const isOwn = shape === 'per-range';
    const table = isOwn ? task.createTable() : shared;
    pacer.holder = table;
    table.markRange(request.range);
    const reports: RangeReport[] = [];
    for (const { slice, fromByte, toByte } of request.pieces) {
      reports.push(await task.runRange(slice, fromByte, toByte, { kind: 'groups', table }, pacer));
    }
    pacer.publish();
    return { reports, table: isOwn ? sent(table, transfer) : null };
  }
}

/** The table as part of a reply. */
function sent(table: GroupTable, transfer: ArrayBuffer[]): TransferredTable {
  const { data, transfer: buffers } = transferred(table);
  transfer.push(...buffers);
  return data;
}

/** Obeys the engine's thread at every block and, whenever it lets others run, says what the worker holds. */
class SharedPacer extends Pacer {
  /** What the worker's memory goes to. */
  holder: { readonly memoryBytes: number } = { memoryBytes: 0 };
  readonly #words: Int32Array;
  readonly #word: number;

  constructor(words: Int32Array, worker: number) {
    super(signalOf(words));
    this.#words = words;
    this.#word = SHARED.kilobytes + worker;
  }

  override async rest(): Promise<void> {
    this.publish();
    await super.rest();
  }

  publish(): void {
    Atomics.store(this.#words, this.#word, Math.ceil(this.holder.memoryBytes / 1024));
  }
}

/** A signal that another thread sets off. Nobody is told; who works looks at it at every block. */
function signalOf(words: Int32Array): AbortSignal {
  return {
    get aborted() {
      return Atomics.load(words, SHARED.cancelled) !== 0;
    },
    addEventListener: () => undefined,
    removeEventListener: () => undefined,
  } as unknown as AbortSignal;
}
