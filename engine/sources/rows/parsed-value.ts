import { type DataType, isIntegral } from '../../types/data-type.ts';
import type { DateTimeReader } from '../../types/date-time-reader.ts';
import { decimalFromText } from '../../types/decimal-from-text.ts';
import { type IntegralKind, inIntegerRange } from '../../types/integer-range.ts';
import { NON_NUMERIC } from '../../types/json/non-numeric.ts';
import type { Value } from '../../types/value.ts';

/** Hears of a value that does not fit: where it stands (`a.0.b` below the row's column), and what was wanted there. */
export type MisfitListener = (path: string, value: unknown, type: DataType) => void;

/**
 * A value of JSON that is parsed already, as a data type; the rules are those for JSON in files (semantics 2.2), as far as
 * parsing leaves them: `1.0` is the integer 1. A value that does not fit is null and told to `misfit`.
 */
export function parsedToValue(
  value: unknown,
  type: DataType,
  dates: DateTimeReader,
  path: string,
  misfit: MisfitListener,
): Value {
  if (value === null || value === undefined) return null;
  if (type.kind === 'array') {
    if (Array.isArray(value)) {
      return value.map((element, i) => parsedToValue(element, type.element, dates, `${path}.${i}`, misfit));
    }
  } else if (type.kind === 'struct') {
    if (isRecord(value)) {
      return type.fields.map((field) =>
        parsedToValue(ownValue(value, field.name), field.type, dates, `${path}.${field.name}`, misfit),
      );
    }
  } else {
    const found = scalarToValue(value, type, dates);
    if (found !== null) return found;
  }
  misfit(path, value, type);
  return null;
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Only what the object holds itself: `__proto__` and its like are names as any other. */
export function ownValue(row: Readonly<Record<string, unknown>>, name: string): unknown {
  return Object.hasOwn(row, name) ? row[name] : null;
}

function scalarToValue(value: unknown, type: DataType, dates: DateTimeReader): Value {
  if (isIntegral(type)) return integerToValue(value, type.kind as IntegralKind);
  switch (type.kind) {
    case 'boolean':
      return typeof value === 'boolean' ? value : null;
    case 'float':
    case 'double': {
      const number = typeof value === 'number' ? value : NON_NUMERIC.get(value);
      return number === undefined ? null : type.kind === 'float' ? Math.fround(number) : number;
    }
    case 'decimal':
      return typeof value === 'number' || typeof value === 'string' ? decimalFromText(String(value), type) : null;
    case 'string':
      return typeof value === 'string' ? value : JSON.stringify(value);
    case 'timestamp':
      if (typeof value === 'number') {
        const seconds = integerToValue(value, 'bigint');
        return typeof seconds === 'bigint' ? BigInt.asIntN(64, seconds * 1_000_000n) : null;
      }
      return typeof value === 'string' && value !== '' ? dates.timestamp(value) : null;
    case 'date':
      return typeof value === 'string' && value !== '' ? dates.date(value) : null;
    default:
      return null;
  }
}

function integerToValue(value: unknown, kind: IntegralKind): Value {
  if (typeof value !== 'number' || !Number.isInteger(value)) return null;
  const integer = kind === 'bigint' ? BigInt(value) : value + 0;
  return inIntegerRange(integer, kind) ? integer : null;
}
