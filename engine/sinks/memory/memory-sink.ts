import type { OutputMode } from '../../plan/output-mode.ts';
import { type RowBatch, rowsOf } from '../../types/row-batch.ts';
import type { Schema } from '../../types/schema.ts';
import type { Row } from '../../types/value.ts';
import type { Sink } from '../sink.ts';

/** A table as it stood after one committed batch. Never changes once it was handed out. */
export interface TableSnapshot {
  /** The last committed batch; -1 before the first. */
  readonly batchId: number;
  /** Grows with every committed batch; equal versions mean equal rows. */
  readonly version: number;
  /** Grows when rows were replaced. Within one epoch the rows of an older snapshot begin those of a newer one. */
  readonly epoch: number;
  readonly rowCount: number;
  /** Made and put together when first read, so that a snapshot that only counts costs nothing. */
  readonly rows: readonly Row[];
  /** The same rows for who reads them once, some at a time: where none were made yet, none are kept. */
  readonly batch: RowBatch;
}

/**
 * Keeps a query's rows as a table that SQL can read, as Spark's memory sink does: complete mode replaces the table, append
 * and update add to it (Spark has no upsert here, semantics 6.4), and a batch at or below the last one is skipped.
 */
export class MemorySink implements Sink {
  readonly nodeId: string;
  readonly tableName: string;
  readonly schema: Schema;
  readonly description = 'MemorySink';
  #batches: RowBatch[] = [];
  #rowCount = 0;
  #epoch = 0;
  #batchId = -1;
  #current: TableSnapshot;

  constructor(options: { readonly nodeId: string; readonly tableName: string; readonly schema: Schema }) {
    this.nodeId = options.nodeId;
    this.tableName = options.tableName;
    this.schema = options.schema;
    this.#current = this.#takeSnapshot(0);
  }

  async addBatch(batchId: number, rows: RowBatch, outputMode: OutputMode): Promise<void> {
    if (batchId <= this.#batchId) return;
    if (outputMode === 'complete') {
      this.#batches = [rows];
      this.#rowCount = rows.length;
      this.#epoch++;
    } else {
      if (rows.length > 0) this.#batches.push(rows);
      this.#rowCount += rows.length;
    }
    this.#batchId = batchId;
    this.#current = this.#takeSnapshot(this.#current.version + 1);
  }

  /** The table after the last committed batch, in constant time. */
  snapshot(): TableSnapshot {
    return this.#current;
  }

  #takeSnapshot(version: number): TableSnapshot {
    return new Snapshot(this.#batchId, version, this.#epoch, this.#rowCount, this.#batches);
  }
}

/**
 * Later batches are only ever pushed behind those that a snapshot has seen, so it needs no copy of the list. Rows that a snapshot
 * has made take their batch's place in it.
 */
class Snapshot implements TableSnapshot {
  readonly batchId: number;
  readonly version: number;
  readonly epoch: number;
  readonly rowCount: number;
  readonly #batches: RowBatch[];
  readonly #batchCount: number;
  #rows: readonly Row[] | null = null;

  constructor(batchId: number, version: number, epoch: number, rowCount: number, batches: RowBatch[]) {
    this.batchId = batchId;
    this.version = version;
    this.epoch = epoch;
    this.rowCount = rowCount;
    this.#batches = batches;
    this.#batchCount = batches.length;
  }

  get rows(): readonly Row[] {
    this.#rows ??= this.#made();
    return this.#rows;
  }

  get batch(): RowBatch {
    return this.#batchCount === 1 ? (this.#batches[0] ?? []) : this.rows;
  }

  #made(): readonly Row[] {
    const made: (readonly Row[])[] = [];
    for (let at = 0; at < this.#batchCount; at++) {
      const rows = rowsOf(this.#batches[at] ?? []);
      this.#batches[at] = rows;
      made.push(rows);
    }
    return made.length === 1 ? (made[0] ?? []) : made.flat();
  }
}
