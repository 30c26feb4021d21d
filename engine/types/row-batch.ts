import type { Row } from './value.ts';

/**
 * Rows of one result, in order; an array of rows is one. Others make their rows when they are asked for, anew each time, since
 * mostly nobody asks.
 */
export interface RowBatch {
  readonly length: number;
  /** The rows `[from, to)`; all from `from` on where `to` is left out. They must not be changed. */
  slice(from?: number, to?: number): readonly Row[];
}

/** All rows of a batch. */
export function rowsOf(batch: RowBatch): readonly Row[] {
  return Array.isArray(batch) ? (batch as readonly Row[]) : batch.slice();
}
