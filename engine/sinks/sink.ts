import type { OutputMode } from '../plan/output-mode.ts';
import type { RowBatch } from '../types/row-batch.ts';

/** What a sink wants to know of the run that it serves. */
export interface SinkRun {
  /** Whether the query keeps its place in a checkpoint folder. */
  readonly hasCheckpoint: boolean;
  /** The query's id, which outlives its runs: `metadata` in the checkpoint (semantics 12.1). */
  readonly queryId: string;
  /** The first batch that the sink will be handed. */
  readonly nextBatchId: number;
  /** Whether an earlier run planned that batch already and may have handed it to the sink. No later one was ever planned. */
  readonly isRerun: boolean;
}

/** Where a query's rows go. One instance serves one run of one query. */
export interface Sink {
  readonly nodeId: string;
  /** As in Spark's progress: `MemorySink`, `ConsoleTable$`, `FileSink[file:/data/out]`. */
  readonly description: string;
  /** False where progress says -1 for the rows that were written (semantics 12.3). True when absent. */
  readonly reportsRows?: boolean;

  /** Checks, once and before the first batch, that rows can go there. Throws `EngineError`. Absent where nothing can be wrong. */
  prepare?(run: SinkRun): Promise<void>;

  /**
   * Takes the rows of one micro-batch. Idempotent by `batchId`: a batch that was taken before is skipped. In complete
   * mode the rows replace all earlier ones, else they are added. The rows must not be changed afterwards. A sink of type
   * `memory` may get columns whose rows are made when they are read, at any time.
   *
   * Throws `CancelledError` soon after `signal` aborts, unless the rows count by then.
   */
  addBatch(batchId: number, rows: RowBatch, outputMode: OutputMode, signal?: AbortSignal): Promise<void>;

  /** Lets go of what is open. Called once, last, however the run ended. Never rejects. Absent where nothing stays open. */
  stop?(): Promise<void>;
}
