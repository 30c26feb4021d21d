import type { Sink } from '../engine/sinks/sink.ts';
import { type RowBatch, rowsOf } from '../engine/types/row-batch.ts';
import type { Row } from '../engine/types/value.ts';

/** Keeps what each micro-batch hands over, whatever sink the pipeline names. */
export class CollectingSink implements Sink {
  readonly nodeId: string;
  readonly description = 'CollectingSink';
  readonly batches = new Map<number, readonly Row[]>();

  constructor(nodeId: string) {
    this.nodeId = nodeId;
  }

  async addBatch(batchId: number, rows: RowBatch): Promise<void> {
    if (!this.batches.has(batchId)) this.batches.set(batchId, rowsOf(rows));
  }
}
