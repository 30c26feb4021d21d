import type { ColumnSummary } from '../../nodes/analysis.ts';
import { printDataType } from '../../types/data-type-text.ts';
import { type JsonValue, toJsonValue } from '../../types/json-value.ts';
import type { Schema } from '../../types/schema.ts';
import type { Row } from '../../types/value.ts';
import type { RowTest } from './breakpoint-condition.ts';
import { cutCell } from './cut-cell.ts';
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

/** What an answer may hold, in characters of text and about so many for everything else. */
const ANSWER_CHARS_MAX = 2_000_000;
/** The same of one cell. */
const CELL_CHARS_MAX = 20_000;

/** The rows as hosts get them: of long cells only the beginning, and fewer rows, the last ones, where even so they are too large. */
export function seenRows({ nodeId, batchId, schema, hollow, rows, isLate, total }: RowsOfPlace): SeenRows {
  const shown = [...schema.entries()].filter(([index]) => !hollow.has(index));
  const cells: JsonValue[][] = [];
  const kept: Row[] = [];
  let leftChars = ANSWER_CHARS_MAX;
  let cutCells = 0;
  for (let at = rows.length - 1; at >= 0 && leftChars > 0; at--) {
    const row = rows[at] ?? [];
    kept.push(row);
    cells.push(
      shown.map(([index, { type }]) => {
        const cut = cutCell(toJsonValue(row[index] ?? null, type), CELL_CHARS_MAX);
        leftChars -= cut.chars;
        if (cut.isCut) cutCells++;
        return cut.value;
      }),
    );
  }
  cells.reverse();
  kept.reverse();
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
    rows: cells,
    late: isLate === null ? null : kept.map(isLate),
    total,
    ...(cutCells === 0 ? {} : { cutCells }),
  };
}
