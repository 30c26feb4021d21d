import type { Schema } from '../types/schema.ts';

/** What every operator of a plan says of itself, whatever it does. */
export interface PlanNode {
  readonly op: string;
  /** The canvas node it came from. */
  readonly nodeId: string;
  /** Columns of its output. */
  readonly schema: Schema;
}
