/** Results as text for other programs: rows for a spreadsheet, CSV and JSON. */
import type { JsonValue, SqlResult } from '../../engine/tables/sql-result.ts';
import { isNumericType } from './cell-text.ts';

type Column = SqlResult['columns'][number];
type Rows = SqlResult['rows'];

/**
 * Texts that a spreadsheet would take for a formula. Data comes from anywhere, so such a text gets an apostrophe before
 * it; numbers of a numeric column are never touched.
 */
const FORMULA_START = /^[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/;

/**
 * A rectangle of shown cells as tab-separated text, a line a row. One cell alone is given as it is; among several, a
 * cell with a tab, quote or line break is quoted and a formula is made harmless.
 */
export function tsvOf(cells: readonly (readonly string[])[], numeric: readonly boolean[]): string {
  const only = cells.length === 1 && cells[0]?.length === 1 ? cells[0][0] : undefined;
  if (only !== undefined) return only;
  return cells
    .map((row) =>
      row
        .map((cell, column) => {
          const safe = numeric[column] ? cell : harmless(cell);
          return /[\t"\r\n]/.test(safe) ? quoted(safe) : safe;
        })
        .join('\t'),
    )
    .join('\n');
}

/**
 * The whole result as CSV (RFC 4180, CRLF, a header row). Null is an empty field and the empty text is `""`; structs and
 * arrays are JSON.
 */
export function csvOf(columns: readonly Column[], rows: Rows): string {
  const header = columns.map((column) => csvText(column.name)).join(',');
  const lines = rows.map((row) =>
    columns.map((column, index) => csvCell(row[index] ?? null, isNumericType(column.type))).join(','),
  );
  return `${[header, ...lines].join('\r\n')}\r\n`;
}

/** The whole result as a JSON array, an object a row; a column name that repeats gets `_2`, `_3`. */
export function jsonOf(columns: readonly Column[], rows: Rows): string {
  const names = distinctNames(columns.map((column) => column.name));
  const lines = rows.map((row) =>
    JSON.stringify(Object.fromEntries(names.map((name, index) => [name, row[index] ?? null]))),
  );
  return lines.length === 0 ? '[]\n' : `[\n  ${lines.join(',\n  ')}\n]\n`;
}

function csvCell(value: JsonValue, numeric: boolean): string {
  if (value === null) return '';
  if (typeof value === 'string') return numeric ? value : csvText(value);
  return typeof value === 'object' ? quoted(JSON.stringify(value)) : String(value);
}

function csvText(text: string): string {
  const safe = harmless(text);
  return safe === '' || /[",\r\n]/.test(safe) || safe.trim() !== safe ? quoted(safe) : safe;
}

function harmless(text: string): string {
  return FORMULA_START.test(text) ? `'${text}` : text;
}

function quoted(text: string): string {
  return `"${text.replaceAll('"', '""')}"`;
}

function distinctNames(names: readonly string[]): string[] {
  const taken = new Set<string>();
  return names.map((name) => {
    let unique = name;
    for (let n = 2; taken.has(unique); n++) unique = `${name}_${n}`;
    taken.add(unique);
    return unique;
  });
}
