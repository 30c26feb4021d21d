import type { Schema } from '../../types/schema.ts';
import type { PlanNode } from '../plan-node.ts';

/** Rows that the pipeline file itself holds, one inner array a trigger. */
export interface RowsScan extends PlanNode {
  readonly op: 'rows-scan';
  /** Read whole, anew in each micro-batch, rather than as a stream. */
  readonly isStatic: boolean;
  readonly schema: Schema;
  /** JSON values; read by the JSON rules when the query starts. */
  readonly batches: readonly (readonly unknown[])[];
}
