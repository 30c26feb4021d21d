import type { BatchPlan, BatchResult, PhysicalQuery } from '../execution/physical-query.ts';
import type { Offset } from '../sources/source.ts';
import type { LoggedBatch, Recovery } from './batch-journal.ts';
import { type WatermarkPolicy, WatermarkTracker } from './watermark-tracker.ts';

/** Where a query stands between two batches: what is read, and the watermarks that the next batch is planned with. */
export class QueryPosition {
  readonly #watermark: WatermarkTracker;
  #nextBatchId: number;
  #offsets: readonly (Offset | null)[];
  /** `W_{N-1}` for the next batch N. */
  #lateWatermarkMs: number;
  #unfinished: LoggedBatch | null;
  /** The watermark that the last batch of this run was planned with; null before its first. */
  #usedWatermarkMs: number | null = null;

  constructor(
    { watermarkDelaysMs, watermarkNodeIds }: Pick<PhysicalQuery, 'watermarkDelaysMs' | 'watermarkNodeIds'>,
    recovery: Recovery,
    policy: WatermarkPolicy,
  ) {
    this.#watermark = new WatermarkTracker(watermarkDelaysMs, recovery.watermarkMs, policy, watermarkNodeIds);
    this.#nextBatchId = recovery.nextBatchId;
    this.#offsets = recovery.startOffsets;
    this.#lateWatermarkMs = recovery.lateWatermarkMs;
    this.#unfinished = recovery.unfinished;
  }

  get nextBatchId(): number {
    return this.#nextBatchId;
  }

  /** What the last finished batch read up to. */
  get offsets(): readonly (Offset | null)[] {
    return this.#offsets;
  }

  get watermarkMs(): number {
    return this.#watermark.currentMs;
  }

  /** The watermark of this run's last batch where it has moved since; null where no batch came before or it has not. */
  get leftWatermarkMs(): number | null {
    return this.#usedWatermarkMs === this.watermarkMs ? null : this.#usedWatermarkMs;
  }

  /** A batch that was planned in an earlier run: it runs first, as it was planned. */
  get unfinished(): LoggedBatch | null {
    return this.#unfinished;
  }

  /** What the batch takes of each source; null where nothing. */
  rangesOf({ endOffsets }: LoggedBatch): BatchPlan['ranges'] {
    return endOffsets.map((end, index) => {
      const start = this.#offsets[index] ?? null;
      return end === null || sameOffset(start, end) ? null : { start, end };
    });
  }

  planOf(batch: LoggedBatch, ranges: BatchPlan['ranges']): BatchPlan {
    return {
      batchId: batch.batchId,
      timestampMs: batch.timestampMs,
      lateWatermarkMs: this.#lateWatermarkMs,
      evictWatermarkMs: batch.watermarkMs,
      ranges,
    };
  }

  /** Moves the watermark by what a batch saw. */
  moveWatermark(eventTimes: BatchResult['eventTimes']): void {
    if (eventTimes.length > 0) this.#watermark.update(eventTimes.map((stats) => stats?.max ?? null));
  }

  /** The batch is committed. */
  advance({ batchId, endOffsets, watermarkMs }: LoggedBatch): void {
    this.#offsets = endOffsets;
    this.#lateWatermarkMs = watermarkMs;
    this.#usedWatermarkMs = watermarkMs;
    this.#nextBatchId = batchId + 1;
    this.#unfinished = null;
  }
}

/** Offsets are equal when they say the same; a source may make a new object for the same place. */
export function sameOffset(a: Offset | null, b: Offset | null): boolean {
  if (a === null || b === null) return a === b;
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => a[key] === b[key]);
}
