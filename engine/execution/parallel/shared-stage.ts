/**
 * A compiled stage that shares large batches out to threads. Whatever goes wrong there, the batch is run again on the engine's own
 * thread, so that its error, and all that was told before it, is that of a run on one thread.
 *
 * When a thread ends by itself, killed or out of memory, the batch is run again from its start on new threads of its own: what ended
 * the thread may have been another query's work, and the engine's thread must not meet the same end. After `TRIES_MAX` tries the
 * query fails; others go on.
 *
 * Where float sums make the order of additions show, large batches are cut into the same ranges on one thread as on several, so
 * that a result never depends on the number of threads.
 */
import { must } from '../../base/assert.ts';
import { CancelledError, EngineError } from '../../base/errors/engine-error.ts';
import type { FileSlice } from '../../sources/file-slice.ts';
import { Pacer } from '../../sources/pacer.ts';
import type { GroupTable } from '../../state/groups/group-table.ts';
import { type MemoryAccount, unlimitedAccount } from '../../state/memory-budget.ts';
import type { BatchScope } from '../batch-scope.ts';
import type { CompiledStage, StageResult } from '../compiler/compiled-stage.ts';
import type { StagePlan } from '../compiler/stage-plan.ts';
import type { RangeReport, StageTarget } from '../compiler/stage-task.ts';
import type { BatchObserver } from '../physical-query.ts';
import type { RowSink } from '../row-sink.ts';
import { cutRanges, type Range, rangeBytesOf } from './cut-ranges.ts';
import { mergeable, mergePaced } from './merge-in-order.ts';
import { ParallelStage } from './parallel-stage.ts';
import { stageToData } from './stage-data.ts';
import { StageReports } from './stage-reports.ts';
import type { StageThreads } from './stage-threads.ts';

/** Bytes of a batch from which on it is cut: below, one thread is done before others have begun. */
const SHARED_BYTES_MIN = 8 * 1024 * 1024;
/** Bytes that a stage reads on the engine's thread before other threads are started for it, which takes as long as reading these. */
const WARMUP_BYTES = 64 * 1024 * 1024;
/** Times that a batch is tried whose threads end before it does. */
const TRIES_MAX = 3;

/** Where large batches are shared out to, and what is large; the sizes are for tests. */
export interface Sharing {
  /** Null: everything runs on the engine's thread. */
  readonly threads: StageThreads | null;
  /** Bytes of a batch from which on it is cut and shared out. */
  readonly sharedBytesMin?: number | undefined;
  /** Bytes of a range. */
  readonly rangeBytes?: number | undefined;
}

/** What is given to one batch. */
interface Batch {
  readonly scope: BatchScope;
  readonly ranges: readonly Range[];
  /** Whether several threads work on it. */
  readonly isShared: boolean;
  readonly folderColumns: readonly number[];
  readonly reports: StageReports;
  readonly signal: AbortSignal;
}

export class SharedStage implements CompiledStage {
  readonly #inner: CompiledStage;
  readonly #plan: StagePlan;
  readonly #sharing: Sharing;
  readonly #memory: MemoryAccount;
  readonly #parallel: ParallelStage | null;
  /** Bytes of the batches that were large enough to be cut. */
  #seenBytes = 0;

  /** @param inner the stage on the engine's own thread, made of `plan` */
  constructor(
    inner: CompiledStage,
    plan: StagePlan,
    sharing: Sharing = { threads: null },
    memory: MemoryAccount = unlimitedAccount,
  ) {
    this.#inner = inner;
    this.#plan = plan;
    this.#sharing = sharing;
    this.#memory = memory;
    const { top } = plan;
    const { threads } = sharing;
    this.#parallel =
      top === null || threads === null || threads.count === 1
        ? null
        : new ParallelStage(top, () => stageToData(plan), threads);
  }

  get kind(): StageTarget['kind'] {
    return this.#inner.kind;
  }

  get isOrderSensitive(): boolean {
    return this.#inner.isOrderSensitive;
  }

  get source(): string {
    return this.#inner.source;
  }

  createTable(): GroupTable {
    return this.#inner.createTable();
  }

  begin(batchTimestampMs: number, folderColumns?: readonly number[]): void {
    this.#inner.begin(batchTimestampMs, folderColumns);
  }

  runRange(slice: FileSlice, from: number, to: number, target: StageTarget, pacer: Pacer): Promise<RangeReport> {
    return this.#inner.runRange(slice, from, to, target, pacer);
  }

  finish(table: GroupTable, pacer: Pacer): Promise<GroupTable> {
    return this.#inner.finish(table, pacer);
  }

  async run(
    files: readonly FileSlice[],
    scope: BatchScope,
    firstWatermark: number,
    observer: BatchObserver,
    signal: AbortSignal,
    output: Pick<RowSink, 'push'>,
  ): Promise<StageResult> {
    const { ranges, isShared } = this.#cut(files);
    if (ranges.length < 2) return this.#inner.run(files, scope, firstWatermark, observer, signal, output);
    const watermarks = this.#plan.chain.filter(({ op }) => op === 'event-time-watermark').length;
    const reports = new StageReports(scope, observer, firstWatermark, watermarks);
    const folderColumns = files[0]?.partitionValues?.map(({ column }) => column) ?? [];
    for (let tries = 1, isGone = true; isGone; tries++) {
      try {
        const groups = await this.#runRanges({ scope, ranges, isShared, folderColumns, reports, signal }, tries > 1);
        reports.end();
        return { groups, rowsRead: reports.rowsRead };
      } catch (error) {
        if (error instanceof CancelledError) throw error;
        isGone = isThreadGone(error);
        if (isGone && tries === TRIES_MAX) throw givenUp(error, tries);
      } finally {
        this.#memory.set(0);
      }
      reports.restart();
    }
    return this.#inner.run(files, scope, firstWatermark, reports.restarted, signal, output);
  }

  /** The ranges of a batch, one or none where it is not to be cut, and whether they are shared out. */
  #cut(files: readonly FileSlice[]): { readonly ranges: readonly Range[]; readonly isShared: boolean } {
    const { threads, sharedBytesMin, rangeBytes } = this.#sharing;
    const sizeBytes = files.reduce((sum, file) => sum + file.sizeBytes, 0);
    const isLarge = this.kind === 'groups' && sizeBytes >= (sharedBytesMin ?? SHARED_BYTES_MIN);
    if (isLarge) this.#seenBytes += sizeBytes;
    const isWarm = threads?.isStarted === true || this.#seenBytes >= (sharedBytesMin ?? WARMUP_BYTES);
    const isShared = isLarge && this.#parallel !== null && isWarm;
    if (!isShared && !(isLarge && this.isOrderSensitive)) return { ranges: [], isShared };
    return { ranges: cutRanges(files, rangeBytes ?? rangeBytesOf(sizeBytes)), isShared };
  }

  async #runRanges(batch: Batch, isAlone: boolean): Promise<GroupTable> {
    const { scope, ranges, isShared, folderColumns, reports, signal } = batch;
    const batchTimestampMs = scope.plan.timestampMs;
    // The groups come back in the form that this thread's stage gathers them in.
    this.#inner.begin(batchTimestampMs, folderColumns);
    const groups =
      this.#parallel === null || !isShared
        ? await this.#mergeRanges(batch)
        : await this.#parallel.run(
            {
              ranges,
              batchTimestampMs,
              folderColumns,
              isOrderSensitive: this.isOrderSensitive,
              reports,
              signal,
              holding: (bytes) => this.#memory.set(bytes),
            },
            isAlone,
          );
    return this.#inner.finish(groups, new Pacer(signal));
  }

  /** The ranges one after the other on this thread, each with a table of its own. */
  async #mergeRanges({ ranges, reports, signal }: Batch): Promise<GroupTable> {
    const inner = this.#inner;
    const pacer = new Pacer(signal);
    let merged: GroupTable | null = null;
    for (const range of ranges) {
      if (pacer.isDue) await pacer.rest();
      const table = inner.createTable();
      for (const { slice, fromByte, toByte } of range) {
        reports.add(
          slice.path,
          fromByte,
          await inner.runRange(slice, fromByte, toByte, { kind: 'groups', table }, pacer),
        );
      }
      if (merged === null) merged = mergeable(table);
      else await mergePaced(merged, table, pacer);
      this.#memory.set(merged.memoryBytes + table.memoryBytes);
    }
    return must(merged, 'a batch has a range');
  }
}

function isThreadGone(error: unknown): error is EngineError {
  return error instanceof EngineError && (error.code === 'EXE-135' || error.code === 'EXE-136');
}

/** A heap that is full says for itself what to do about it. */
function givenUp(error: unknown, tries: number): unknown {
  if (!isThreadGone(error) || error.code === 'EXE-136') return error;
  return new EngineError('EXE-200', { tries, reason: error.params.reason ?? '' }, {}, error);
}
