/**
 * Shares the ranges of a batch out to worker threads and puts their groups together as if one thread had read all of it. Each
 * worker has one range at a time and gets the next one when it is done, so workers need not be equally fast and nothing piles up.
 *
 * Groups come out in the order of their first rows: a worker's ranges come to it in order, so its groups lie in segments, one a
 * range; the segments are merged in the order of the ranges. Where the order of additions shows in a result, each range has a
 * table of its own, merged in the order of the ranges. Either way the result does not depend on how many workers there were, nor
 * on which worker had which range.
 */
import { must } from '../../base/assert.ts';
import { CancelledError } from '../../base/errors/engine-error.ts';
import type { Aggregate } from '../../plan/operators/aggregate.ts';
import { Pacer } from '../../sources/pacer.ts';
import type { GroupTable } from '../../state/groups/group-table.ts';
import { fromTransferred } from '../../state/groups/transferred-table.ts';
import type { Range } from './cut-ranges.ts';
import { mergeable, mergeInOrder, mergePaced } from './merge-in-order.ts';
import { type RangeDone, SHARED, type StageData, type StageReply, type StageRequest } from './stage-messages.ts';
import type { StageReports } from './stage-reports.ts';
import type { StageThread, StageThreads } from './stage-threads.ts';

/** Ranges, for each worker, that may be done before an earlier one is. */
const RANGES_AHEAD = 4;
/** Stages that a worker holds on to. */
const STAGES_KEPT = 16;
/** Time between two looks at what the workers hold. */
const MEASURE_EVERY_MS = 50;

/** Something in a worker failed. */
export class ParallelFailure extends Error {
  override readonly name = 'ParallelFailure';
}

export interface ParallelBatch {
  readonly ranges: readonly Range[];
  readonly batchTimestampMs: number;
  /** Columns that the folders of the files fill. */
  readonly folderColumns: readonly number[];
  readonly isOrderSensitive: boolean;
  readonly reports: StageReports;
  readonly signal: AbortSignal;
  /** Hears how many bytes all workers and what was merged hold; what it throws ends the batch. */
  readonly holding: (bytes: number) => void;
}

let stagesMade = 0;

/** A stage over several threads. */
export class ParallelStage {
  readonly #number = ++stagesMade;
  readonly #plan: Pick<Aggregate, 'keys' | 'calls'>;
  readonly #data: () => StageData;
  readonly #threads: StageThreads;

  /** @param data of the stage whose top is `plan`; asked for when a thread needs it */
  constructor(plan: Pick<Aggregate, 'keys' | 'calls'>, data: () => StageData, threads: StageThreads) {
    this.#plan = plan;
    this.#data = data;
    this.#threads = threads;
  }

  /**
   * The groups of a batch. Throws `CancelledError` as soon as the signal aborts, without waiting for the workers, which break off by
   * themselves; EXE-135 or EXE-136 when a thread has ended by itself. Anything else that it throws asks for the batch to be run on one
   * thread in its place: that shows what is wrong, and where. Whatever it throws, the threads can be asked for the next batch.
   *
   * @param isAlone whether new threads are started for this batch, so that no other query's work can end them
   */
  async run(batch: ParallelBatch, isAlone = false): Promise<GroupTable> {
    if (batch.signal.aborted) throw new CancelledError();
    const count = Math.min(this.#threads.count, batch.ranges.length);
    if (!isAlone) return this.#runOn(this.#threads.take(count), batch);
    const lent = this.#threads.takeAlone(count);
    try {
      return await this.#runOn(lent.threads, batch);
    } finally {
      await lent.end();
    }
  }

  async #runOn(threads: readonly StageThread[], batch: ParallelBatch): Promise<GroupTable> {
    const running = new ParallelRun(this.#number, this.#plan, threads, batch);
    let onAbort = (): void => undefined;
    const cancelled = new Promise<never>((_, reject) => {
      onAbort = () => {
        running.cancel();
        reject(new CancelledError());
      };
    });
    batch.signal.addEventListener('abort', onAbort);
    const watch = setInterval(() => running.measure(), MEASURE_EVERY_MS);
    try {
      return await Promise.race([running.run(this.#data), cancelled]);
    } finally {
      clearInterval(watch);
      batch.signal.removeEventListener('abort', onAbort);
    }
  }
}

/** One batch over several threads. */
class ParallelRun {
  readonly #stage: number;
  readonly #plan: Pick<Aggregate, 'keys' | 'calls'>;
  readonly #threads: readonly StageThread[];
  readonly #batch: ParallelBatch;
  /** See `SHARED`. */
  readonly #shared: SharedArrayBuffer;
  readonly #words: Int32Array;
  readonly #pacer: Pacer;
  /** Ranges that are done while an earlier one is not. */
  readonly #early = new Map<number, RangeDone>();
  #next = 0;
  /** Ranges that have been put together, all before the others. */
  #settled = 0;
  #settling: Promise<void> = Promise.resolve();
  #waiting: (() => void)[] = [];
  #failure: unknown = null;
  /** `per-range`: what has been merged so far. */
  #merged: GroupTable | null = null;
  /** Whether the workers have been told that the batch is over. */
  #isReleased = false;

  constructor(
    stage: number,
    plan: Pick<Aggregate, 'keys' | 'calls'>,
    threads: readonly StageThread[],
    batch: ParallelBatch,
  ) {
    this.#stage = stage;
    this.#plan = plan;
    this.#threads = threads;
    this.#batch = batch;
    this.#shared = new SharedArrayBuffer((SHARED.kilobytes + threads.length) * Int32Array.BYTES_PER_ELEMENT);
    this.#words = new Int32Array(this.#shared);
    this.#pacer = new Pacer(batch.signal);
  }

  /** Has the workers break off. Nothing is asked of them any more, so the stage's next batch may begin at once. */
  cancel(): void {
    this.#fail(new CancelledError());
    this.#release();
  }

  /** Tells what all hold together; ends the batch when that is too much. */
  measure(): void {
    let bytes = this.#merged?.memoryBytes ?? 0;
    for (let word = SHARED.kilobytes; word < this.#words.length; word++)
      bytes += Atomics.load(this.#words, word) * 1024;
    try {
      this.#batch.holding(bytes);
    } catch (error) {
      this.#fail(error);
    }
  }

  async run(data: () => StageData): Promise<GroupTable> {
    const { batchTimestampMs, folderColumns, isOrderSensitive } = this.#batch;
    const shared = this.#shared;
    const shape = isOrderSensitive ? 'per-range' : 'per-worker';
    const lanes = this.#threads.map(async (thread, worker) => {
      try {
        await this.#open(thread, data);
        if (this.#failure !== null) return;
        const begin = { stage: this.#stage, batchTimestampMs, folderColumns, shape, shared, worker } as const;
        await this.#ask(thread, { type: 'begin', ...begin });
        await this.#work(thread);
      } catch (error) {
        this.#fail(error);
      }
    });
    await Promise.all(lanes);
    await this.#settling;
    try {
      if (this.#failure !== null) throw this.#failure;
      if (isOrderSensitive) return must(this.#merged, 'a batch has a range');
      return await this.#mergeWorkers();
    } finally {
      this.#release();
    }
  }

  /** Sees to it that the thread knows the stage, and lets go of one that it has not been asked for in a long time. */
  async #open(thread: StageThread, data: () => StageData): Promise<void> {
    const { openStages } = thread;
    const known = openStages.indexOf(this.#stage);
    if (known >= 0) openStages.splice(known, 1);
    // Noted at once: another batch may begin before the answers are there, and finds them sent.
    openStages.push(this.#stage);
    const asked: Promise<StageReply>[] = [];
    if (known < 0) asked.push(this.#ask(thread, { type: 'open', stage: this.#stage, data: data() }));
    if (openStages.length > STAGES_KEPT) {
      asked.push(this.#ask(thread, { type: 'close', stage: must(openStages.shift(), 'there are stages') }));
    }
    try {
      await Promise.all(asked);
    } catch (error) {
      const noted = openStages.indexOf(this.#stage);
      if (noted >= 0) openStages.splice(noted, 1);
      throw error;
    }
  }

  /** Lets workers forget the batch's groups, also where it ended well. Once: what follows may be another batch of the stage. */
  #release(): void {
    if (this.#isReleased) return;
    this.#isReleased = true;
    for (const thread of this.#threads) {
      thread.request({ type: 'abort', stage: this.#stage }).catch(() => undefined);
    }
  }

  /** Gives the thread one range after the other. */
  async #work(thread: StageThread): Promise<void> {
    const { ranges } = this.#batch;
    while (this.#failure === null && this.#next < ranges.length) {
      if (this.#next >= this.#settled + this.#threads.length * RANGES_AHEAD) {
        await new Promise<void>((resolve) => this.#waiting.push(resolve));
        continue;
      }
      const range = this.#next++;
      const pieces = must(ranges[range], 'a range at its index');
      const reply = await this.#ask(thread, { type: 'range', stage: this.#stage, range, pieces });
      if (reply.type !== 'range' || this.#failure !== null) continue;
      this.#early.set(range, reply.range);
      this.#settling = this.#settling.then(() => this.#settle()).catch((error) => this.#fail(error));
    }
  }

  /** Puts together what is done, up to the first range that is not. */
  async #settle(): Promise<void> {
    for (;;) {
      const done = this.#early.get(this.#settled);
      if (done === undefined || this.#failure !== null) return;
      this.#early.delete(this.#settled);
      const pieces = must(this.#batch.ranges[this.#settled], 'a range at its index');
      done.reports.forEach((report, piece) => {
        const { slice, fromByte } = must(pieces[piece], 'a report for each piece');
        this.#batch.reports.add(slice.path, fromByte, report);
      });
      if (done.table !== null) {
        const table = fromTransferred(done.table, this.#plan);
        if (this.#merged === null) this.#merged = mergeable(table);
        else await mergePaced(this.#merged, table, this.#pacer);
      }
      this.#settled++;
      this.#wake();
    }
  }

  async #mergeWorkers(): Promise<GroupTable> {
    const tables = await Promise.all(
      this.#threads.map(async (thread) => {
        const reply = await this.#ask(thread, { type: 'finish', stage: this.#stage });
        return fromTransferred(must(reply.type === 'table' ? reply.table : null, 'a table'), this.#plan);
      }),
    );
    return mergeInOrder(tables, this.#pacer);
  }

  async #ask(thread: StageThread, request: StageRequest): Promise<StageReply> {
    const reply = await thread.request(request);
    if (reply.type === 'cancelled') throw new CancelledError();
    if (reply.type === 'failed') throw new ParallelFailure(reply.reason);
    return reply;
  }

  /** The first failure ends the batch: the other workers break off. */
  #fail(error: unknown): void {
    this.#failure ??= this.#batch.signal.aborted ? new CancelledError() : error;
    Atomics.store(this.#words, SHARED.cancelled, 1);
    this.#wake();
  }

  #wake(): void {
    for (const resolve of this.#waiting.splice(0)) resolve();
  }
}
