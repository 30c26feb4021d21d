import type { SqlResult } from '../../engine/tables/sql-result.ts';
import { cellText } from './cell-text.ts';

const CHARACTER_PX = 7.8;
const PADDING_PX = 26;
const MIN_PX = 80;
const MAX_PX = 360;
const SAMPLE_ROWS = 60;

/** Widths in px at which each column's name, type and first rows can be read; a user's own width goes before these. */
export function columnWidths(result: Pick<SqlResult, 'columns' | 'rows'>, timeZone: string): number[] {
  return result.columns.map((column, index) => {
    const sample = result.rows
      .slice(0, SAMPLE_ROWS)
      .map((row) => cellText(row[index] ?? null, column.type, timeZone).length);
    const head = Math.max(column.name.length + 2, Math.min(column.type.length, 20));
    return Math.round(Math.max(MIN_PX, Math.min(MAX_PX, PADDING_PX + CHARACTER_PX * Math.max(head, ...sample))));
  });
}
