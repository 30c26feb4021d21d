/** `shown`: nothing was asked of it. `broke`: it did not come to an end, or to another answer. */
export type Mark = 'pass' | 'short' | 'shown' | 'skipped' | 'broke';

/** A line of the table: what was measured, in words. */
export interface ResultLine {
  readonly work: string;
  /** What Millrace took. */
  readonly ours: string;
  /** What it is compared with, and what that took. */
  readonly against: string;
  /** The ratio or value that the gate speaks of. */
  readonly figure: string;
  /** What is asked; empty for nothing. */
  readonly gate: string;
  readonly mark: Mark;
  /** Below the table. */
  readonly note?: string | undefined;
}
