import type { JsonValue, SqlResult } from '../../engine/tables/sql-result.ts';
import { seriesOrder } from './series-order.ts';

export type ChartKind = 'line' | 'bar';

/** What the user chose to see, by column name; what is absent, or no longer among the columns, is chosen here. */
export interface ChartChoice {
  readonly kind?: ChartKind | undefined;
  readonly x?: string | undefined;
  /** Null: no column splits the rows. */
  readonly series?: string | null | undefined;
  readonly value?: string | undefined;
}

/** The columns that a chart reads, after the choice met the result. */
export interface ChartColumns {
  readonly kind: ChartKind;
  readonly x: string;
  readonly series: string | null;
  /** One column; several only where no column splits the rows. */
  readonly values: readonly string[];
}

export interface ChartSeries {
  readonly name: string;
  /** One for each x; null where the series has no row, or no finite number, there. */
  readonly values: readonly (number | null)[];
}

export interface ChartData {
  readonly columns: ChartColumns;
  /** `time`: x in ms since 1970, ascending. `number`: ascending. `text`: in the order of the rows. */
  readonly xKind: 'time' | 'number' | 'text';
  readonly x: readonly (number | string)[];
  readonly series: readonly ChartSeries[];
  /** Rows whose place in the chart was taken over by a later row with the same x and series. */
  readonly overwritten: number;
  /** Series and x beyond what a chart can show. */
  readonly omittedSeries: number;
  readonly omittedX: number;
}

/** Why there is nothing to draw: no row, no column of numbers, nothing to spread the numbers over. */
export type ChartLack = 'rows' | 'number' | 'axis';

export type ChartAnswer =
  | { readonly ok: true; readonly data: ChartData }
  | { readonly ok: false; readonly lacks: ChartLack };

/** What a column can be in a chart. A column can be several things: a number is also good as an x. */
export interface ChartableColumn {
  readonly name: string;
  readonly role: 'time' | 'text' | 'number' | 'other';
}

export const SERIES_MAX = 24;
export const X_MAX = 20_000;
const AUTOMATIC_VALUES_MAX = 6;

const TIME_NAME = /(^|[_\s.])(time|timestamp|date|day|hour|minute|second|week|month|year|start|end|ts)s?($|[_\s.])/i;
const TIME_TEXT =
  /^(\d{4}-\d{2}(-\d{2})?([ T]\d{2}:\d{2}(:\d{2}(\.\d+)?)?Z?)?|\d{1,2}:\d{2}(:\d{2})?|\p{L}{3,5}\.?[- ]\d{1,2}([ ,T]+\d{1,2}:\d{2}(:\d{2})?)?)$/u;
const EXACT_TIMESTAMP = /^[+-]?\d{4,6}-\d{2}-\d{2}/;

/** The columns of a result, each once by name, with what it can be in a chart. */
export function chartableColumns(result: SqlResult): ChartableColumn[] {
  const seen = new Set<string>();
  return result.columns.flatMap((column) => {
    if (seen.has(column.name)) return [];
    seen.add(column.name);
    return [{ name: column.name, role: roleOf(column.type) }];
  });
}

/**
 * What a chart of `result` shows, with x, series and value found by themselves where `choice` leaves them open.
 *
 * x is the first column of moments (timestamp, date, or a window, which stands at its start), else the first text that
 * is a time by its name or its values, else a number with the name of a time, else the first text, else the first of two
 * columns of numbers. The series are
 * split by the first other text column; with none, each column of numbers is a series (at most six unasked).
 */
export function seriesOf(result: SqlResult, choice: ChartChoice = {}): ChartAnswer {
  if (result.rows.length === 0) return { ok: false, lacks: 'rows' };
  const columns = chartableColumns(result);
  const named = (name: string | null | undefined) => columns.find((column) => column.name === name);

  const numbers = columns.filter((column) => column.role === 'number');
  const chosenValue = columns.find((column) => column.name === choice.value && column.role === 'number');
  if (numbers.length === 0) return { ok: false, lacks: 'number' };

  const x = named(choice.x) ?? automaticX(result, columns, chosenValue ?? numbers.at(-1));
  if (x === undefined) return { ok: false, lacks: 'axis' };

  const values = chosenValue ? [chosenValue] : numbers.filter((column) => column !== x);
  const first = values[0];
  if (first === undefined) return { ok: false, lacks: numbers.length > 0 ? 'axis' : 'number' };

  const split =
    choice.series === null
      ? undefined
      : (named(choice.series) ?? columns.find((column) => column !== x && column.role === 'text'));
  const splits = split !== undefined && split !== x && !values.every((value) => value === split);
  const used = splits || chosenValue ? [first] : values.slice(0, AUTOMATIC_VALUES_MAX);
  const kind = choice.kind ?? (isTimeLike(result, x) || x.role === 'number' ? 'line' : 'bar');
  return {
    ok: true,
    data: collect(result, {
      kind,
      x: x.name,
      series: splits ? split.name : null,
      values: used.map((column) => column.name),
    }),
  };
}

function roleOf(type: string): ChartableColumn['role'] {
  const name = type.toLowerCase();
  if (name === 'timestamp' || name === 'timestamp_ntz' || name === 'date') return 'time';
  if (/^struct<start:timestamp,end:timestamp>$/.test(name.replaceAll(' ', ''))) return 'time';
  if (name === 'string' || name === 'boolean' || name.startsWith('varchar') || name.startsWith('char')) return 'text';
  if (/^(tinyint|smallint|int|integer|bigint|long|float|double|decimal)\b/.test(name)) return 'number';
  return 'other';
}

function automaticX(
  result: SqlResult,
  columns: readonly ChartableColumn[],
  value: ChartableColumn | undefined,
): ChartableColumn | undefined {
  const texts = columns.filter((column) => column.role === 'text');
  const otherNumbers = columns.filter((column) => column.role === 'number' && column !== value);
  return (
    columns.find((column) => column.role === 'time') ??
    texts.find((column) => isTimeLike(result, column)) ??
    otherNumbers.find((column) => TIME_NAME.test(column.name)) ??
    texts[0] ??
    otherNumbers[0]
  );
}

function isTimeLike(result: SqlResult, column: ChartableColumn): boolean {
  if (column.role === 'time') return true;
  if (column.role !== 'text') return false;
  if (TIME_NAME.test(column.name)) return true;
  const index = indexOf(result, column.name);
  const sample = result.rows.slice(0, 20).flatMap((row) => row[index] ?? []);
  return sample.length > 0 && sample.every((cell) => typeof cell === 'string' && TIME_TEXT.test(cell));
}

interface Point {
  readonly x: number | string;
  readonly series: string;
  readonly value: number | null;
}

function collect(result: SqlResult, columns: ChartColumns): ChartData {
  const points = pointsOf(result, columns);
  const exact = points.every((point) => typeof point.x === 'number');
  const xRole = roleOf(result.columns[indexOf(result, columns.x)]?.type ?? '');
  const allX = exact
    ? [...new Set(points.map((point) => point.x as number))].sort((a, b) => a - b)
    : seriesOrder(points.map(({ x, series }) => ({ x: String(x), series })));
  const x = allX.slice(-X_MAX);
  const place = new Map<number | string, number>(x.map((value, index) => [value, index]));

  const allNames = [...new Set(points.map((point) => point.series))];
  const ordered = columns.series === null ? allNames : allNames.sort(byName);
  const names = ordered.slice(0, SERIES_MAX);
  const values = new Map(names.map((name) => [name, new Array<number | null>(x.length).fill(null)]));
  const taken = new Set<string>();
  let overwritten = 0;
  for (const point of points) {
    const at = place.get(exact ? point.x : String(point.x));
    const row = values.get(point.series);
    if (at === undefined || row === undefined) continue;
    const key = `${at} ${point.series}`;
    if (taken.has(key)) overwritten++;
    taken.add(key);
    row[at] = point.value;
  }
  return {
    columns,
    xKind: exact ? (xRole === 'time' ? 'time' : 'number') : 'text',
    x,
    series: names.map((name) => ({ name, values: values.get(name) ?? [] })),
    overwritten,
    omittedSeries: ordered.length - names.length,
    omittedX: allX.length - x.length,
  };
}

function pointsOf(result: SqlResult, columns: ChartColumns): Point[] {
  const xIndex = indexOf(result, columns.x);
  const xRole = roleOf(result.columns[xIndex]?.type ?? '');
  const seriesIndex = columns.series === null ? null : indexOf(result, columns.series);
  const valueIndexes = columns.values.map((name) => ({ name, index: indexOf(result, name) }));
  return result.rows.flatMap((row) => {
    const x = xOf(row[xIndex] ?? null, xRole);
    // A row without a moment or a number to stand at has no place on such an axis.
    if (x === null) return [];
    return valueIndexes.map(({ name, index }) => ({
      x,
      series: seriesIndex === null ? name : textOf(row[seriesIndex] ?? null),
      value: numberOf(row[index] ?? null),
    }));
  });
}

function xOf(cell: JsonValue, role: ChartableColumn['role']): number | string | null {
  if (role === 'number') return numberOf(cell);
  if (role !== 'time') return textOf(cell);
  const moment = typeof cell === 'object' && cell !== null && 'start' in cell ? cell.start : cell;
  if (typeof moment !== 'string' || !EXACT_TIMESTAMP.test(moment)) return null;
  const ms = Date.parse(moment);
  return Number.isNaN(ms) ? null : ms;
}

function numberOf(cell: JsonValue): number | null {
  const value = typeof cell === 'number' ? cell : typeof cell === 'string' && cell.trim() !== '' ? Number(cell) : null;
  return value !== null && Number.isFinite(value) ? value : null;
}

function textOf(cell: JsonValue): string {
  return typeof cell === 'string' ? cell : cell === null ? 'null' : JSON.stringify(cell);
}

function byName(a: string, b: string): number {
  return a.localeCompare(b, 'en', { numeric: true }) || (a < b ? -1 : 1);
}

function indexOf(result: SqlResult, name: string): number {
  return result.columns.findIndex((column) => column.name === name);
}
