import type {
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBIntervalValue,
  DuckDBListValue,
  DuckDBStructValue,
  DuckDBTimestampTZValue,
  DuckDBValue,
} from '@duckdb/node-api';
import type { DataType } from '../../types/data-type.ts';
import type { Value } from '../../types/value.ts';
import { fieldName } from '../dialect/sql-text.ts';

const MICROS_PER_DAY = 86_400_000_000n;

/** A value that DuckDB gave for a column of `type`, as rows hold it. */
export function fromEngineValue(value: DuckDBValue, type: DataType): Value {
  if (value === null || value === undefined) return null;
  switch (type.kind) {
    case 'void':
      return null;
    case 'timestamp':
      return (value as DuckDBTimestampTZValue).micros;
    case 'date':
      return (value as DuckDBDateValue).days;
    case 'decimal':
      return (value as DuckDBDecimalValue).value;
    case 'interval': {
      const { days, micros } = value as DuckDBIntervalValue;
      return BigInt(days) * MICROS_PER_DAY + micros;
    }
    case 'array':
      return (value as DuckDBListValue).items.map((item) => fromEngineValue(item, type.element));
    case 'struct': {
      const { entries } = value as DuckDBStructValue;
      return type.fields.map((field, index) => fromEngineValue(entries[fieldName(index)] ?? null, field.type));
    }
    default:
      return value as boolean | number | bigint | string;
  }
}
