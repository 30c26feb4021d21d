import type { ErrorCode } from '../base/errors/catalogue.ts';
import type { ErrorParams } from '../base/errors/entry.ts';
import type { Schema } from '../types/schema.ts';
import type { Row } from '../types/value.ts';
import type { SettingProblem } from './setting-problem.ts';

/**
 * A position in a source, as the JSON value that Spark's progress and offset log show: `{"logOffset":3}` for files.
 * Only the source that made it reads it.
 */
export type Offset = Readonly<Record<string, number | string>>;

/** How much one trigger may take. `unlimited` is what `Trigger.Once` and batch mode ask for. */
export type ReadLimit = 'configured' | 'unlimited';

/** A record that did not fit its declared schema, as far as people need it to find the record. */
export interface MalformedRecord {
  readonly path: string;
  /** Counted from 1; a record that spans lines is named by its first. */
  readonly line: number;
  /** English. */
  readonly reason: string;
  /** The reason as a row of the catalogue, for other languages. */
  readonly code?: ErrorCode | undefined;
  readonly params?: ErrorParams | undefined;
}

/** Receives what a source reads. Called in discovery order, never re-entered. */
export interface RecordSink {
  /**
   * One record of the source. `row` is null when the parse mode drops the record (DROPMALFORMED); it still counts as
   * read. The row belongs to the receiver.
   */
  record(row: Row | null): void;
  /** Called before `record` when the record was malformed and the parse mode lets the query go on. */
  malformed(found: MalformedRecord): void;
}

/**
 * A replayable source of one query. One instance serves one run; nothing is shared between queries.
 *
 * Order of calls: `prepare` once; then for each micro-batch `latestOffset`, `read` of `(start, end]`, and, when the batch is
 * durable, `commit`. A replay reads a range again; the same range must give the same rows in the same order.
 */
export interface Source {
  readonly nodeId: string;
  /** As in Spark's progress: `FileStreamSource[file:/data/in]`, `MemoryStream[value#1]`. */
  readonly description: string;
  /** Columns of the rows that `read` gives, before any node's change. */
  readonly schema: Schema;
  /**
   * False while polls are still to come that find nothing and are followed by data, so that an available-now run must not
   * end yet. Absent for sources that have no such polls.
   */
  readonly exhausted?: boolean;

  /**
   * What its author should know of the source's settings, now that it was looked at: warnings, each once. May grow with each call of
   * `latestOffset`. Absent where there is never any.
   */
  readonly findings?: readonly SettingProblem[];

  /** False where an available-now run makes one batch of all there is, as Spark does for such a source (semantics 10). */
  readonly supportsAvailableNow?: false;

  /** Whether progress tells how far the source reaches; Spark tells nothing of its file source. */
  readonly reportsLatestOffset?: true;

  /** Checks that the source is there (`PATH_NOT_FOUND` and the like). Throws `EngineError`. */
  prepare(): Promise<void>;

  /** Fixes the end for `available-now`: nothing that appears later is offered by `latestOffset`. */
  freeze(): Promise<void>;

  /**
   * The end of the next micro-batch: the furthest offset within `limit` after `start` (null: before all data).
   * Returns `start` itself, by value, when there is nothing new, and null when there is nothing and never was.
   */
  latestOffset(start: Offset | null, limit: ReadLimit): Promise<Offset | null>;

  /**
   * For sources that step together, an entry of each a trigger: told once, before the first poll of a run, where all of them stand,
   * so that after a restart none begins at an entry that the others have left behind. Absent for all other sources.
   */
  stepWith?(offsets: readonly (Offset | null)[]): void;

  /**
   * Feeds all records of `(start, end]` into `sink`. Returns in time: gives way to the event loop at least every
   * 20 ms and throws `CancelledError` soon after `signal` aborts. Throws `EngineError` on unreadable data.
   */
  read(start: Offset | null, end: Offset, sink: RecordSink, signal: AbortSignal): Promise<void>;

  /** Files (or entries) up to `end` will never be asked for again. */
  commit(end: Offset): Promise<void>;

  /**
   * Lets go of what is open. Called once, last, however the run ended, also after a `prepare` that failed. Never rejects. Absent
   * where nothing stays open between calls.
   */
  stop?(): Promise<void>;
}
