import type { JsonValue } from '../types/json-value.ts';

export type { JsonValue };

/** A result table open to SQL. */
export interface TableSummary {
  readonly name: string;
  readonly columns: readonly { readonly name: string; readonly type: string }[];
  /** Null where the rows are in files, which nobody counts until they are asked for. */
  readonly rowCount: number | null;
  /** The last committed batch that it shows; -1 before the first. */
  readonly batchId: number;
  /** The node of the file sink that has written the rows; absent for a memory sink's. */
  readonly filesOf?: string | undefined;
}

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
