import type { OutputMode } from '../../plan/output-mode.ts';
import { type RowBatch, rowsOf } from '../../types/row-batch.ts';
import type { Schema } from '../../types/schema.ts';
import type { Sink } from '../sink.ts';
import { showRows } from './show-rows.ts';

const RULE = '-'.repeat(43);

export interface ConsoleSinkOptions {
  readonly nodeId: string;
  readonly schema: Schema;
  /** Rows shown of each batch; 20 when left out. */
  readonly numRows?: number | undefined;
  /** Longest cell; true, when left out, stands for 20. */
  readonly truncate?: boolean | number | undefined;
  readonly timeZone: string;
  /** Takes the text of one batch, line breaks included. */
  readonly write: (text: string) => void;
}

/** Prints every batch as Spark's console sink does, in any output mode: what it is handed is what it shows. */
export class ConsoleSink implements Sink {
  readonly nodeId: string;
  readonly description = 'ConsoleTable$';
  readonly #options: ConsoleSinkOptions;
  #batchId = -1;

  constructor(options: ConsoleSinkOptions) {
    this.nodeId = options.nodeId;
    this.#options = options;
  }

  async addBatch(batchId: number, rows: RowBatch, _outputMode: OutputMode): Promise<void> {
    if (batchId <= this.#batchId) return;
    const { schema, numRows = 20, truncate = true, timeZone, write } = this.#options;
    write(`${RULE}\nBatch: ${batchId}\n${RULE}\n${showRows(schema, rowsOf(rows), { numRows, truncate, timeZone })}\n`);
    this.#batchId = batchId;
  }
}
