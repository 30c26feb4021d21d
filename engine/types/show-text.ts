import type { DataType } from './data-type.ts';
import { printDecimal } from './decimal.ts';
import { printDayTimeInterval } from './interval-text.ts';
import { doubleText, floatText } from './number-text.ts';
import { formatDate, formatTimestamp } from './timestamp-text.ts';
import type { Value } from './value.ts';

export { doubleText, floatText };

/** A cell as Spark's `show()` and its console sink print it: null is `NULL`, line breaks and tabs are escaped. */
export function showValue(value: Value, type: DataType, zone: string): string {
  let text = valueText(value, type, zone, 'NULL');
  for (const [found, escaped] of ESCAPES) text = text.replaceAll(found, escaped);
  return text;
}

const ESCAPES: readonly (readonly [string, string])[] = [
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
  ['\f', '\\f'],
  ['\b', '\\b'],
  ['\v', '\\v'],
  ['\x07', '\\a'],
];

/**
 * The value as Spark casts it to string, with `nullText` for nulls at every depth: structs `{a, b}`, arrays `[a, b]`,
 * doubles as Java prints them, timestamps on the clock of `zone`.
 */
export function valueText(value: Value, type: DataType, zone: string, nullText: string): string {
  if (value === null) return nullText;
  switch (type.kind) {
    case 'string':
      return value as string;
    case 'float':
      return floatText(value as number);
    case 'double':
      return doubleText(value as number);
    case 'decimal':
      return printDecimal(value as bigint, type.scale);
    case 'date':
      return formatDate(value as number);
    case 'timestamp':
      return formatTimestamp(value as bigint, zone);
    case 'interval':
      return printDayTimeInterval(value as bigint);
    case 'array':
      return `[${(value as readonly Value[]).map((element) => valueText(element, type.element, zone, nullText)).join(', ')}]`;
    case 'struct':
      return `{${type.fields
        .map((field, i) => valueText((value as readonly Value[])[i] ?? null, field.type, zone, nullText))
        .join(', ')}}`;
    default:
      return String(value);
  }
}
