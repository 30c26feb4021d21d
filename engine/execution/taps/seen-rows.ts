import type { ColumnSummary } from '../../nodes/analysis.ts';
import { printDataType } from '../../types/data-type-text.ts';
import { type JsonValue, toJsonValue } from '../../types/json-value.ts';
import type { Schema } from '../../types/schema.ts';
import type { Row } from '../../types/value.ts';
import type { RowTest } from './breakpoint-condition.ts';
import type { SeenRows } from './row-looks.ts';

/** Rows of a place and what they mean. */
export interface RowsOfPlace {
  readonly nodeId: string;
  readonly batchId: number | null;
  readonly schema: Schema;
  /** Columns that hold nothing; they are left out. */
  readonly hollow: ReadonlySet<number>;
  readonly rows: readonly Row[];
  /** Null where nothing can be late. */
  readonly isLate: RowTest | null;
  readonly total: number;
}

/** The rows as hosts get them. */
export function seenRows({ nodeId, batchId, schema, hollow, rows, isLate, total }: RowsOfPlace): SeenRows {
  const shown = [...schema.entries()].filter(([index]) => !hollow.has(index));
  const cells = (row: Row): JsonValue[] => shown.map(([index, { type }]) => toJsonValue(row[index] ?? null, type));
  return {
    nodeId,
    batchId,
    columns: shown.map(
      ([, { name, type, nullable, eventTime }]): ColumnSummary => ({
        name,
        type: printDataType(type),
        nullable,
        ...(eventTime === undefined ? {} : { watermarkMs: eventTime.delayMs }),
      }),
    ),
    rows: rows.map(cells),
    late: isLate === null ? null : rows.map(isLate),
    total,
  };
}
