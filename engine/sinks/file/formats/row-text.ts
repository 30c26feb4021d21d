import type { Row } from '../../../types/value.ts';

/** Turns rows into the text of one file. */
export interface RowText {
  /** What stands before the first row; also in a file without rows. */
  readonly head: string;
  /** The row with its line separator. */
  line(row: Row): string;
}
