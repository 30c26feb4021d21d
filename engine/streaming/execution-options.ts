import type { Clock } from '../base/clock.ts';
import type { PhysicalQuery } from '../execution/physical-query.ts';
import type { Trigger } from '../plan/trigger.ts';
import type { Sink } from '../sinks/sink.ts';
import type { BatchJournal } from './batch-journal.ts';
import type { WatermarkPolicy } from './watermark-tracker.ts';

/** What a query is run with. */
export interface ExecutionOptions {
  readonly name: string | null;
  readonly query: PhysicalQuery;
  readonly sink: Sink;
  readonly trigger: Trigger;
  readonly journal: BatchJournal;
  readonly runId: string;
  readonly clock: Clock;
  /** False for batch mode: everything there is makes one batch, and that one runs also over no data at all. */
  readonly isStreaming: boolean;
  /** How several watermarks make one; `min` when left out. A checkpoint's own policy goes on holding (semantics 5.1). */
  readonly watermarkPolicy?: WatermarkPolicy | undefined;
  /** Whether batches without data clean up state; true when left out (semantics 5.4). */
  readonly noDataMicroBatches?: boolean | undefined;
  /** Stops after so many micro-batches. */
  readonly maxBatches?: number | undefined;
  /** Waits before the first trigger until it is resumed or stepped. */
  readonly startPaused?: boolean | undefined;
}

/** Where a source cannot fix its end, an available-now run is one batch of all there is, as in Spark 4 (semantics 10). */
export function triggerFor({ trigger, query }: ExecutionOptions): Trigger {
  const isWhole = query.sources.some((source) => source.supportsAvailableNow === false);
  return trigger.type === 'available-now' && isWhole ? { type: 'once' } : trigger;
}
