/**
 * What the session tells its hosts, as plain JSON: the shapes that cross threads and processes. Kept apart from
 * `session.ts` so that a host can name them without loading the engine.
 */
import type { Diagnostic } from './base/errors/diagnostic.ts';
import type { StartStageThread } from './execution/parallel/stage-threads.ts';
import type { ColumnSummary } from './nodes/analysis.ts';
import type { StreamingQueryProgress, StreamingQueryStatus } from './streaming/progress.ts';
import type { JsonValue } from './types/json-value.ts';

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
  /** Why the query waits before its next micro-batch; null while it goes on. */
  readonly pause: QueryPause | null;
  /** What there is to say of a node beside its rows, by node id; only of nodes for which there is something. */
  readonly figures: Readonly<Record<string, NodeFigures>>;
}

/** A query that waits between two micro-batches: nothing is lost, sources keep what comes. */
export interface QueryPause {
  /** `asked`: the user paused or stepped. `breakpoint`: rows met a breakpoint in the batch that has just ended. */
  readonly reason: 'asked' | 'breakpoint';
  /** The last batch that was finished; null before the first. */
  readonly batchId: number | null;
  /** The breakpoints that were met in that batch, and how many rows met each. */
  readonly hits: readonly { readonly breakpointId: string; readonly rows: number }[];
}

/** How a node fared, beside the rows that went in and out since the run began. */
export interface NodeFigures {
  /** Rows in and out in the last finished batch. */
  readonly batchIn: number;
  readonly batchOut: number;
  /** Rows since the run began that came behind the watermark and were dropped (`numRowsDroppedByWatermark`). */
  readonly lateRows: number;
  /** Rows in state after the last batch, and the bytes they take; null for a node without state. */
  readonly stateRows: number | null;
  readonly stateBytes: number | null;
  /**
   * Share of the last batch's time that was spent here, from 0 to 1; null where nothing was measured. Nodes that run as one loop
   * have the loop's share between them: they name the same `loop`.
   */
  readonly share: number | null;
  readonly loop: string | null;
}

/** A place on a wire where the query is to pause at the end of a micro-batch that brought matching rows. */
export interface Breakpoint {
  readonly id: string;
  /** The wire. */
  readonly source: string;
  readonly target: string;
  readonly targetPort?: string | undefined;
  /** A Spark SQL condition over the wire's columns, or the word `late`, alone or in it, for rows behind the watermark; empty for any row. */
  readonly condition: string;
}

/** What is wrong with a breakpoint. */
export interface BreakpointFinding {
  readonly breakpointId: string;
  /** At the node that the wire leads to; its `span` is one of the condition. */
  readonly diagnostic: Diagnostic;
}

/** Which rows to look at: the last that left a node, or those that met a breakpoint in the last batch. */
export interface PeekRequest {
  readonly nodeId?: string | undefined;
  readonly breakpointId?: string | undefined;
  /** Of several queries through the node, the one that ends in this sink; left out: the first. */
  readonly sinkNodeId?: string | undefined;
  /** Rows at most, 1 to 1,000. */
  readonly limit: number;
}

/** Rows that passed a place of a running (or ended) query, the last one last. */
export interface PeekedRows {
  readonly nodeId: string;
  readonly sinkNodeId: string;
  /** The batch that they are of; null before the first. */
  readonly batchId: number | null;
  readonly columns: readonly ColumnSummary[];
  readonly rows: readonly (readonly JsonValue[])[];
  /** For each row whether it is behind the watermark; null where the wire has no event time. */
  readonly late: readonly boolean[] | null;
  /** Rows that passed here in that batch; more than `rows` holds where the limit cut them, or some MB of text were enough. */
  readonly total: number;
  /** Cells of which only the beginning is here: texts that end in `…`, lists that are shorter. Left out where all are whole. */
  readonly cutCells?: number | undefined;
}

/** A schema that was inferred from the beginning of a source's data. */
export interface InferredSchema {
  readonly format: 'json' | 'csv' | 'text' | 'parquet';
  /** Reader options that the data asks for: `header`, `sep`. */
  readonly options: Readonly<Record<string, string>>;
  readonly fields: readonly InferredField[];
  /** The first rows under these types, for a preview; at most 50. */
  readonly rows: readonly (readonly JsonValue[])[];
  /** How much was looked at. */
  readonly sampledFiles: number;
  readonly sampledRows: number;
  /** Whether all there is was looked at. */
  readonly isComplete: boolean;
  readonly findings: readonly Diagnostic[];
}

export interface InferredField {
  readonly name: string;
  /** By Spark's SQL names. */
  readonly type: string;
  readonly nullable: boolean;
  /** Other types that all values sampled would also fit, likeliest first: `timestamp` for whole seconds. */
  readonly alternatives: readonly string[];
}

/** A function that can be called in an expression. */
export interface FunctionSummary {
  readonly name: string;
  readonly kind: 'scalar' | 'aggregate';
  /** How it is called: `date_trunc(unit, time)`. */
  readonly signature: string;
}

/** What the settings downstream become when a column takes another name. */
export interface ColumnRename {
  readonly edits: readonly {
    readonly nodeId: string;
    /** Path inside the node's config. */
    readonly setting: string;
    readonly before: string;
    readonly after: string;
  }[];
  /** Why it cannot be followed (an error: there are no edits then), and what was left as it is (a warning: saved queries). */
  readonly findings: readonly Diagnostic[];
}

/** Which column is to be called otherwise. */
export interface RenameRequest {
  /** The node that the column leaves. */
  readonly nodeId: string;
  /** Letter case does not matter. */
  readonly from: string;
  readonly to: string;
}

/** Which data a schema is to be inferred from. */
export interface InferRequest {
  /** A file, a folder or a glob pattern, as a file source's `path`. */
  readonly source: string;
  /** Left out: told from the names and the content. */
  readonly format?: 'json' | 'csv' | 'text' | 'parquet' | undefined;
  /** Reader options that are set already; the others are found out. */
  readonly options?: Readonly<Record<string, string>> | undefined;
  /** Types that were chosen for some columns: these have them in the answer, and its first rows are read under them. */
  readonly fields?: readonly { readonly name: string; readonly type: string }[] | undefined;
}

/** A PySpark program, and which of its lines stand for which node. */
export interface PySparkProgram {
  readonly text: string;
  /** Lines counted from 1, both ends included; a node may have several ranges. */
  readonly lines: readonly { readonly nodeId: string; readonly from: number; readonly to: number }[];
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
  /** A query begins to wait between two micro-batches, or goes on. */
  pauseChanged?(event: { query: string; pause: QueryPause | null }): void;
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
  /** Waits before the first micro-batch until it is told to go on. */
  readonly startPaused?: boolean | undefined;
  /** Where to pause; can be changed while the run goes on. */
  readonly breakpoints?: readonly Breakpoint[] | undefined;
  /** Keeps what is needed to look at the last rows of each node. */
  readonly isPeekable?: boolean | undefined;
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
