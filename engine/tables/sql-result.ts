import type { JsonValue } from '../types/json-value.ts';

export type { JsonValue };

/** The answer to a query over result tables. JSON-safe. */
export interface SqlResult {
  readonly sql: string;
  /** Types by their Spark SQL names. Names may repeat. */
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /** Values by position, in the order of `columns`; at most `limit` rows. */
  readonly rows: readonly (readonly JsonValue[])[];
  /** True when the answer had more rows than the limit asked for. */
  readonly truncated: boolean;
}
