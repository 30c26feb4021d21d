import type { DataType } from './data-type.ts';
import { printDecimal } from './decimal.ts';
import { printDayTimeInterval } from './interval-text.ts';
import { floatText } from './number-text.ts';
import type { Schema } from './schema.ts';
import { formatDate, isoTimestamp } from './timestamp-text.ts';
import type { Row, Value } from './value.ts';

/** A cell as JSON carries it (docs/command-line.md). */
export type JsonValue =
  | null
  | boolean
  | number
  | string
  | readonly JsonValue[]
  | { readonly [name: string]: JsonValue };

/** Integers up to this size are numbers in JSON, larger ones strings. */
const EXACT_INTEGER_MAX = 2n ** 53n;

/**
 * The value as JSON: timestamps `2016-07-26T02:00:00Z`, dates `2016-07-26`, decimals as strings, integers as numbers where
 * exact and as strings beyond 2^53, structs as objects, NaN and infinities as the strings that Spark prints.
 */
export function toJsonValue(value: Value, type: DataType): JsonValue {
  if (value === null) return null;
  switch (type.kind) {
    case 'bigint':
      return bigintToJson(value as bigint);
    case 'float':
      return Number.isFinite(value as number) ? Number(floatText(value as number)) : String(value);
    case 'double':
      return Number.isFinite(value as number) ? (value as number) : String(value);
    case 'decimal':
      return printDecimal(value as bigint, type.scale);
    case 'date':
      return formatDate(value as number);
    case 'timestamp':
      return isoTimestamp(value as bigint);
    case 'interval':
      return printDayTimeInterval(value as bigint);
    case 'array':
      return (value as readonly Value[]).map((element) => toJsonValue(element, type.element));
    case 'struct':
      return rowToJsonObject(value as readonly Value[], type.fields);
    default:
      return value as boolean | number | string;
  }
}

function bigintToJson(value: bigint): number | string {
  return value >= -EXACT_INTEGER_MAX && value <= EXACT_INTEGER_MAX ? Number(value) : value.toString();
}

/**
 * The row as an object by column name; of columns with one name the last wins. The object has no prototype, so any name
 * is safe in it, `__proto__` included.
 */
export function rowToJsonObject(
  row: Row,
  schema: Schema | readonly { readonly name: string; readonly type: DataType }[],
): { readonly [name: string]: JsonValue } {
  const object: Record<string, JsonValue> = Object.create(null);
  schema.forEach((field, i) => {
    object[field.name] = toJsonValue(row[i] ?? null, field.type);
  });
  return object;
}
