import { BIGINT, TIMESTAMP } from '../../types/data-type.ts';
import type { Schema } from '../../types/schema.ts';
import type { PlanNode } from '../plan-node.ts';

/** So many rows a second, made by the clock: Spark's rate source (semantics 13). */
export interface RateScan extends PlanNode {
  readonly op: 'rate-scan';
  readonly rowsPerSecond: number;
  /** How long the rate takes to rise to `rowsPerSecond`, in whole seconds. */
  readonly rampUpSeconds: number;
}

export const RATE_SCHEMA: Schema = [
  { name: 'timestamp', type: TIMESTAMP, nullable: true },
  { name: 'value', type: BIGINT, nullable: true },
];
