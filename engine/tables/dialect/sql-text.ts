import { InternalError, unreachable } from '../../base/assert.ts';
import { fieldName } from '../../duckdb/field-name.ts';
import type { DataType } from '../../types/data-type.ts';

// Names never enter the text that runs: tables, columns and fields are numbered. Only these two functions put
// something of a query's own into it, a text and a number.

/** A text as a constant of the query engine's SQL. */
export function quoteText(text: string): string {
  return `'${text.replaceAll('\0', '').replaceAll("'", "''")}'`;
}

/** Column `index` of a table or subquery. */
export function columnName(index: number): string {
  return `c${index}`;
}

/** The type in which the query engine holds values of `type`. Timestamps are instants, as Spark's are. */
export function engineType(type: DataType): string {
  switch (type.kind) {
    case 'void':
      return 'INTEGER';
    case 'boolean':
      return 'BOOLEAN';
    case 'tinyint':
      return 'TINYINT';
    case 'smallint':
      return 'SMALLINT';
    case 'int':
      return 'INTEGER';
    case 'bigint':
      return 'BIGINT';
    case 'float':
      return 'FLOAT';
    case 'double':
      return 'DOUBLE';
    case 'string':
      return 'VARCHAR';
    case 'date':
      return 'DATE';
    case 'timestamp':
      return 'TIMESTAMPTZ';
    case 'interval':
      return 'INTERVAL';
    case 'decimal':
      return `DECIMAL(${type.precision},${type.scale})`;
    case 'array':
      return `${engineType(type.element)}[]`;
    case 'struct':
      return `STRUCT(${type.fields.map((field, index) => `${fieldName(index)} ${engineType(field.type)}`).join(', ')})`;
    case 'interval year to month':
      throw new InternalError('months are held within expressions, never in a column');
    default:
      return unreachable(type);
  }
}

/** `sql` as a value of `type`. */
export function castSql(sql: string, type: DataType): string {
  return `CAST(${sql} AS ${engineType(type)})`;
}

/** `sql` as a value of `type`, null where it is none. */
export function tryCastSql(sql: string, type: DataType): string {
  return `TRY_CAST(${sql} AS ${engineType(type)})`;
}

/** A timestamp, in microseconds since 1970. */
export function timestampConstant(micros: bigint): string {
  return `make_timestamptz(CAST(${micros} AS BIGINT))`;
}

/** A date, in days since 1970. */
export function dateConstant(days: number): string {
  return `(DATE '1970-01-01' + CAST(${Math.trunc(days)} AS INTEGER))`;
}
