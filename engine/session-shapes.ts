/**
 * What the session tells its hosts, as plain JSON: the shapes that cross threads and processes. Kept apart from
 * `session.ts` so that a host can name them without loading the engine.
 */
import type { Diagnostic } from './base/errors/diagnostic.ts';
import type { StartStageThread } from './execution/parallel/stage-threads.ts';
import type { StreamingQueryProgress, StreamingQueryStatus } from './streaming/progress.ts';

export type { TableSummary } from './tables/sql-result.ts';

/** Most threads that a session takes. */
export const THREADS_MAX = 64;

/** What a host gives a session. */
export interface SessionOptions {
  /**
   * Threads that a query's batch may be shared out to, from 1 (everything runs on the session's own thread) to `THREADS_MAX`. Left
   * out: the machine's cores, at most 8.
   */
  readonly threads?: number | undefined;
  /** Starts a thread with the bundle of `engine/platform/stage-worker.ts`. Left out: there are no threads to share with. */
  readonly startStageThread?: StartStageThread | undefined;
}

/** How a query stands. `exception` is set once it has failed. */
export interface QuerySnapshot {
  /** The query's name, or its sink's node id where it has none. */
  readonly query: string;
  readonly id: string;
  readonly runId: string;
  readonly sinkNodeId: string;
  readonly isStreaming: boolean;
  readonly isActive: boolean;
  readonly status: StreamingQueryStatus;
  readonly lastProgress: StreamingQueryProgress | null;
  readonly batchesCompleted: number;
  /** Files read so far, over all file sources; null where the query has none. */
  readonly filesRead: number | null;
  readonly exception: Diagnostic | null;
  /** Total rows by node since the run began, the running batch included. */
  readonly nodes: BatchCounts;
  /** Rows that did not fit their schema, per node, with the first few places. */
  readonly malformed: Readonly<Record<string, { readonly count: number; readonly examples: readonly string[] }>>;
  /** The end of what a console sink has printed; null for other sinks. */
  readonly consoleText: string | null;
}

/** What happens in a run, as it happens. Every method is optional; none may throw. */
export interface RunListener {
  queryStarted?(event: { query: string; id: string; runId: string; sink: string }): void;
  /** Rows of this batch in and out of each node; empty for a report of an idle query. */
  progress?(event: { query: string; progress: StreamingQueryProgress; nodes: BatchCounts }): void;
  /** The rows that the sink was handed, as JSON objects. Asked for by name, because making them costs time. */
  emit?(event: { query: string; batchId: number; outputMode: string; rows: readonly unknown[] }): void;
  /** What only a look at the sources shows of their settings; each finding once. */
  found?(finding: Diagnostic): void;
  queryTerminated?(event: { query: string; exception: Diagnostic | null }): void;
  /** What a console sink prints. */
  printed?(text: string): void;
}

export type BatchCounts = Readonly<Record<string, { readonly in: number; readonly out: number }>>;

/** The whole run at one moment; sent to the window at most ten times a second. */
export interface RunSnapshot {
  /** Grows with each snapshot, so that a stale one can be dropped. */
  readonly sequence: number;
  /** Milliseconds on a clock that never goes back. */
  readonly atMs: number;
  readonly runId: string;
  readonly isActive: boolean;
  readonly queries: readonly QuerySnapshot[];
}

export interface RunOptions {
  /** Where relative paths of the document start. */
  readonly baseDirectory: string;
  /** The document's own mode when left out. */
  readonly mode?: 'batch' | 'streaming' | undefined;
  /** True: obey the sinks' triggers until stopped. False: run every query as available-now, then end. */
  readonly follow: boolean;
  /** Queries without a checkpoint location of their own keep theirs in a folder of their name in here. */
  readonly checkpointDirectory?: string | undefined;
  /** Each query stops after so many micro-batches. */
  readonly maxBatches?: number | undefined;
  /** Runs everything on the interpreter. */
  readonly interpreted?: boolean | undefined;
  /**
   * Begins from nothing: each query's old checkpoint folder, and the output folder of a file sink, are set aside under another
   * name. Nothing is deleted.
   */
  readonly startAfresh?: boolean | undefined;
}

/** What of a run's options says where its queries keep their checkpoints. */
export type CheckpointOptions = Pick<RunOptions, 'baseDirectory' | 'mode' | 'checkpointDirectory'>;

/** What a query's next start would find in its checkpoint folder. */
export interface CheckpointStatus {
  /** The query's name, or its sink's node id where it has none. */
  readonly query: string;
  readonly sinkNodeId: string;
  /** Absolute; null where the query keeps no checkpoint. */
  readonly folder: string | null;
  /**
   * `none`: a start begins from nothing. `resumable`: it goes on behind the last batch. Otherwise it is refused, and `findings` say
   * why: a run is at work there (`in-use`), a file is damaged or missing (`damaged`), or the query has changed, or its sink cannot go
   * on, so that only a start afresh is left (`other-query`).
   */
  readonly status: 'none' | 'resumable' | 'in-use' | 'damaged' | 'other-query';
  /** The last batch that was finished; null where there is none or it cannot be told. */
  readonly lastBatchId: number | null;
  /** The watermark that the next batch would be planned with, in ms since 1970; null where there is none. */
  readonly watermarkMs: number | null;
  /** When something was last written down, in ms since 1970; null where nothing was. */
  readonly savedAtMs: number | null;
  readonly findings: readonly Diagnostic[];
}

export type { OperatorDescription, QueryDescription } from './plan/query-description.ts';
export type {
  CheckpointBatch,
  CheckpointContent,
  CheckpointHolder,
  CheckpointState,
  ShownTable,
} from './streaming/checkpoint/checkpoint-content.ts';
