import type { Row } from '../types/value.ts';

/**
 * Takes the rows of one micro-batch, one at a time, then `end` once. An operator pushes into the sink of the operator
 * above it and passes `end` on when it has pushed its last row.
 */
export interface RowSink {
  push(row: Row): void;
  end(): void;
}
