import type { RowBatch } from '../types/row-batch.ts';
import type { Row } from '../types/value.ts';

/**
 * Takes the rows of one micro-batch, one at a time, then `end` once. An operator pushes into the sink of the operator
 * above it and passes `end` on when it has pushed its last row.
 */
export interface RowSink {
  push(row: Row): void;
  /**
   * Takes many rows at once whose values lie in columns that nobody changes any more. Gives false where it wants them pushed one by
   * one, as it always does where it is left out.
   *
   * @param bytes what the columns hold that is in no other account
   */
  takeColumns?(columns: RowBatch, bytes: number): boolean;
  end(): void;
}
