import { BIGINT, type DataType, DOUBLE, STRING, TIMESTAMP } from '../../types/data-type.ts';
import type { Schema } from '../../types/schema.ts';
import type { PlanNode } from '../plan-node.ts';

/** Events made from a seed, some of them late: the same rows wherever they are made. */
export interface GeneratorScan extends PlanNode {
  readonly op: 'generator-scan';
  readonly schema: Schema;
  /** A whole number. */
  readonly seed: number;
  readonly rowsPerBatch: number;
  /** Null: without end. */
  readonly batches: number | null;
  /** Event time of the first row, microseconds since 1970. */
  readonly startMicros: bigint;
  /** From one row to the next, microseconds. */
  readonly stepMicros: bigint;
  /** So many of the rows (0 to 1) carry a time that is up to so much earlier than their place. */
  readonly disorder: { readonly fraction: number; readonly maxDelayMicros: bigint };
  readonly columns: readonly GeneratedColumn[];
}

/** How the values of one column are drawn. `nulls` is the fraction, 0 to 1, of rows where it is null instead. */
export type GeneratedColumn = { readonly name: string; readonly nulls: number } & (
  | { readonly type: 'event-time' }
  | { readonly type: 'sequence'; readonly from: number }
  | { readonly type: 'choice'; readonly values: readonly string[]; readonly weights: readonly number[] | null }
  | { readonly type: 'key'; readonly prefix: string; readonly count: number }
  | { readonly type: 'int-range'; readonly min: number; readonly max: number }
  | { readonly type: 'double-range'; readonly min: number; readonly max: number }
  | { readonly type: 'normal'; readonly mean: number; readonly deviation: number }
);

/** The type of each kind of generated column. */
export const GENERATED_TYPES: Readonly<Record<GeneratedColumn['type'], DataType>> = {
  'event-time': TIMESTAMP,
  sequence: BIGINT,
  choice: STRING,
  key: STRING,
  'int-range': BIGINT,
  'double-range': DOUBLE,
  normal: DOUBLE,
};
