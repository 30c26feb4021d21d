import {
  BIGINT,
  BOOLEAN,
  DATE,
  DECIMAL,
  DOUBLE,
  type DuckDBType,
  FLOAT,
  INTEGER,
  INTERVAL,
  LIST,
  SMALLINT,
  STRUCT,
  TIMESTAMPTZ,
  TINYINT,
  VARCHAR,
} from '@duckdb/node-api';
import { must } from '../base/assert.ts';
import type { DataType } from '../types/data-type.ts';
import { fieldName } from './field-name.ts';

const ATOMIC: ReadonlyMap<DataType['kind'], DuckDBType> = new Map<DataType['kind'], DuckDBType>([
  ['boolean', BOOLEAN],
  ['tinyint', TINYINT],
  ['smallint', SMALLINT],
  ['int', INTEGER],
  ['bigint', BIGINT],
  ['float', FLOAT],
  ['double', DOUBLE],
  ['string', VARCHAR],
  ['date', DATE],
  ['timestamp', TIMESTAMPTZ],
  ['interval', INTERVAL],
  // Columns of nulls only, which Spark writes in this way, too.
  ['void', INTEGER],
]);

/** DuckDB's type for values of `type`; fields of structs by position. Months have none: they are held within expressions. */
export function engineType(type: DataType): DuckDBType {
  if (type.kind === 'decimal') return DECIMAL(type.precision, type.scale);
  if (type.kind === 'array') return LIST(engineType(type.element));
  if (type.kind === 'struct') {
    return STRUCT(Object.fromEntries(type.fields.map((field, index) => [fieldName(index), engineType(field.type)])));
  }
  return must(ATOMIC.get(type.kind), `${type.kind} is never a column`);
}

/** The same in SQL. */
export function columnType(type: DataType): string {
  return engineType(type).toString();
}
