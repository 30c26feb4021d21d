import {
  DuckDBBlobValue,
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBIntervalValue,
  DuckDBListValue,
  DuckDBStructValue,
  DuckDBTimestampTZValue,
  type DuckDBTimestampValue,
  type DuckDBValue,
} from '@duckdb/node-api';
import type { DataType } from '../types/data-type.ts';
import type { Value } from '../types/value.ts';
import { fieldName } from './field-name.ts';

/** Makes a function that turns what DuckDB gives for a column of `type` (fields by position) into our values. */
export function fromEngine(type: DataType): (value: DuckDBValue) => Value {
  const convert = fromEnginePresent(type);
  return (value) => (value === null || value === undefined ? null : convert(value));
}

function fromEnginePresent(type: DataType): (value: DuckDBValue) => Value {
  switch (type.kind) {
    case 'void':
      return () => null;
    case 'timestamp':
      return (value) => (value as DuckDBTimestampTZValue | DuckDBTimestampValue).micros;
    case 'date':
      return (value) => (value as DuckDBDateValue).days;
    case 'decimal':
      return (value) => (value as DuckDBDecimalValue).value;
    case 'interval':
      return (value) => {
        const { days, micros } = value as DuckDBIntervalValue;
        return BigInt(days) * MICROS_PER_DAY + micros;
      };
    case 'string':
      // Bytes without the mark of a string are read as UTF-8, as Spark reads them.
      return (value) => (value instanceof DuckDBBlobValue ? UTF8.decode(value.bytes) : (value as string));
    case 'array': {
      const element = fromEngine(type.element);
      return (value) => (value as DuckDBListValue).items.map(element);
    }
    case 'struct': {
      const fields = type.fields.map((field, index) => [fieldName(index), fromEngine(field.type)] as const);
      return (value) => {
        const { entries } = value as DuckDBStructValue;
        return fields.map(([name, convert]) => convert(entries[name] ?? null));
      };
    }
    default:
      return (value) => value as boolean | number | bigint;
  }
}

const MICROS_PER_DAY = 86_400_000_000n;
const UTF8 = new TextDecoder();

/** The way back. */
export function toEngine(type: DataType): (value: Value) => DuckDBValue {
  const convert = toEnginePresent(type);
  return (value) => (value === null ? null : convert(value));
}

function toEnginePresent(type: DataType): (value: NonNullable<Value>) => DuckDBValue {
  switch (type.kind) {
    case 'void':
      return () => null;
    case 'timestamp':
      return (value) => new DuckDBTimestampTZValue(value as bigint);
    case 'date':
      return (value) => new DuckDBDateValue(value as number);
    case 'decimal':
      return (value) => new DuckDBDecimalValue(value as bigint, type.precision, type.scale);
    case 'interval':
      return (value) => new DuckDBIntervalValue(0, 0, value as bigint);
    case 'array': {
      const element = toEngine(type.element);
      return (value) => new DuckDBListValue((value as readonly Value[]).map(element));
    }
    case 'struct': {
      const fields = type.fields.map((field, index) => [fieldName(index), toEngine(field.type)] as const);
      return (value) => {
        const parts = value as readonly Value[];
        const entries: Record<string, DuckDBValue> = {};
        for (const [index, [name, convert]] of fields.entries()) entries[name] = convert(parts[index] ?? null);
        return new DuckDBStructValue(entries);
      };
    }
    default:
      return (value) => value as boolean | number | bigint | string;
  }
}
