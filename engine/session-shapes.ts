/**
 * What the session tells its hosts, as plain JSON: the shapes that cross threads and processes. Kept apart from
 * `session.ts` so that a host can name them without loading the engine.
 */
import type { Diagnostic } from './base/errors/diagnostic.ts';
import type { StreamingQueryProgress, StreamingQueryStatus } from './streaming/progress.ts';

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
  readonly nodes: Readonly<Record<string, { readonly in: number; readonly out: number }>>;
  /** Rows that did not fit their schema, per node, with the first few places. */
  readonly malformed: Readonly<Record<string, { readonly count: number; readonly examples: readonly string[] }>>;
}

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

/** A result table open to SQL. */
export interface TableSummary {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  readonly rowCount: number;
  /** The last committed batch that it shows; -1 before the first. */
  readonly batchId: number;
}
