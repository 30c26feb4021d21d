import type { JsonValue } from '../../engine/tables/sql-result.ts';

const EXACT_TIMESTAMP = /^[+-]?\d{4,6}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;

/**
 * A cell as the grid shows it, in Spark's way of printing: `2016-07-26 03:00:00`, `{a, b}`, `[1, 2]`, `NULL`.
 *
 * @param type Spark's name of the column's type; a text that only looks like a timestamp stays as it is
 * @param timeZone in which timestamps are told, an IANA name; an unknown one counts as UTC
 */
export function cellText(value: JsonValue, type: string, timeZone: string): string {
  if (value === null) return 'NULL';
  if (typeof value === 'string') {
    return type.includes('timestamp') && EXACT_TIMESTAMP.test(value) ? timestampText(value, timeZone) : value;
  }
  if (typeof value !== 'object') return String(value);
  if (isList(value)) return `[${value.map((item) => cellText(item, type, timeZone)).join(', ')}]`;
  return `{${Object.values(value)
    .map((item) => cellText(item, type, timeZone))
    .join(', ')}}`;
}

/** True for the types whose values stand at the right, digit under digit. */
export function isNumericType(type: string): boolean {
  return /^(tinyint|smallint|int|bigint|float|double|decimal)\b/.test(type);
}

function isList(value: JsonValue): value is readonly JsonValue[] {
  return Array.isArray(value);
}

function timestampText(iso: string, timeZone: string): string {
  const plain = iso.slice(0, -1).replace('T', ' ');
  if (timeZone === 'UTC') return plain;
  const ms = Date.parse(iso);
  const format = formatFor(timeZone);
  if (format === null || Number.isNaN(ms)) return plain;
  const parts = new Map(format.formatToParts(ms).map((part) => [part.type, part.value]));
  const get = (name: Intl.DateTimeFormatPartTypes) => parts.get(name) ?? '';
  const fraction = /\.\d+/.exec(iso)?.[0] ?? '';
  return `${get('year').padStart(4, '0')}-${get('month')}-${get('day')} ${get('hour')}:${get('minute')}:${get('second')}${fraction}`;
}

const formats = new Map<string, Intl.DateTimeFormat | null>();

function formatFor(timeZone: string): Intl.DateTimeFormat | null {
  const known = formats.get(timeZone);
  if (known !== undefined) return known;
  let format: Intl.DateTimeFormat | null = null;
  try {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone,
      calendar: 'iso8601',
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
  } catch {
    // The zone's own diagnostic is the pipeline's business; the grid goes on in UTC.
  }
  formats.set(timeZone, format);
  return format;
}
