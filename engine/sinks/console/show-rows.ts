import { textTable } from '../../base/text-table.ts';
import type { Schema } from '../../types/schema.ts';
import { showValue } from '../../types/show-text.ts';
import type { Row } from '../../types/value.ts';

export interface ShowOptions {
  /** Rows shown at most; what is beyond is only mentioned. */
  readonly numRows: number;
  /** Longest cell; true stands for 20, false and 0 for no limit. */
  readonly truncate: boolean | number;
  /** The session's zone, in which timestamps are printed. */
  readonly timeZone: string;
}

/** The text that Spark's `Dataset.show` prints for `rows`, with its last line break. */
export function showRows(schema: Schema, rows: readonly Row[], options: ShowOptions): string {
  const numRows = Math.max(0, Math.floor(options.numRows));
  const cells = rows.slice(0, numRows).map((row) =>
    schema.map((field, index) => {
      const value = row[index] ?? null;
      return value === null ? 'NULL' : showValue(value, field.type, options.timeZone);
    }),
  );
  const header = schema.map((field) => field.name);
  const footer = rows.length > numRows ? `only showing top ${numRows} ${numRows === 1 ? 'row' : 'rows'}\n` : '';
  return textTable(header, cells, truncateLength(options.truncate)) + footer;
}

function truncateLength(truncate: boolean | number): number {
  if (truncate === true) return 20;
  return truncate === false ? 0 : Math.max(0, Math.floor(truncate));
}
