import type { OutputMode } from '../../plan/output-mode.ts';
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
  /** Put together when first read, so that a snapshot that only counts costs nothing. */
  readonly rows: readonly Row[];
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
  #batches: (readonly Row[])[] = [];
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

  async addBatch(batchId: number, rows: readonly Row[], outputMode: OutputMode): Promise<void> {
    if (batchId <= this.#batchId) return;
    if (outputMode === 'complete') {
      this.#batches = [rows];
      this.#rowCount = rows.length;
      this.#epoch++;
    } else {
      this.#batches.push(rows);
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
    const batches = this.#batches;
    const batchCount = batches.length;
    let rows: readonly Row[] | undefined;
    return {
      batchId: this.#batchId,
      version,
      epoch: this.#epoch,
      rowCount: this.#rowCount,
      get rows() {
        // Later batches are only ever pushed behind these, so the first ones are what this snapshot saw.
        rows ??= batchCount === 1 ? (batches[0] ?? []) : batches.slice(0, batchCount).flat();
        return rows;
      },
    };
  }
}
