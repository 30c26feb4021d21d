import type { OutputMode } from '../plan/output-mode.ts';
import type { Row } from '../types/value.ts';

/** Where a query's rows go. One instance serves one run of one query. */
export interface Sink {
  readonly nodeId: string;
  /** As in Spark's progress: `MemorySink`, `ConsoleTable$`. */
  readonly description: string;

  /**
   * Takes the rows of one micro-batch. Idempotent by `batchId`: a batch that was taken before is skipped. In complete
   * mode the rows replace all earlier ones, else they are added. The rows must not be changed afterwards.
   */
  addBatch(batchId: number, rows: readonly Row[], outputMode: OutputMode): Promise<void>;
}
