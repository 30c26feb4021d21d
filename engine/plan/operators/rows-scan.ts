import type { Schema } from '../../types/schema.ts';

/** Rows that the pipeline file itself holds, one inner array a trigger. */
export interface RowsScan {
  readonly op: 'rows-scan';
  readonly nodeId: string;
  readonly schema: Schema;
  /** JSON values; read by the JSON rules when the query starts. */
  readonly batches: readonly (readonly unknown[])[];
}
