import { EngineError } from '../../base/errors/engine-error.ts';
import { fieldName } from '../../duckdb/field-name.ts';
import { asDecimal } from '../../expression/coercion.ts';
import { type DataType, type DecimalType, isIntegral, isNumeric, sameType } from '../../types/data-type.ts';
import { printDataType } from '../../types/data-type-text.ts';
import { parseDate, parseTimestamp } from '../../types/timestamp-text.ts';
import { type Bound, combine } from './bound.ts';
import { dateConstant, quoteText, castSql as strictCastSql, timestampConstant, tryCastSql } from './sql-text.ts';

/** The decimal type in which an operand is computed: an integer written out counts its own digits only. */
export function decimalOperand(value: Bound): DecimalType {
  if (typeof value.constant !== 'bigint') return asDecimal(value.type);
  const digits = String(value.constant < 0n ? -value.constant : value.constant).length;
  return { kind: 'decimal', precision: digits, scale: 0 };
}

/** `value` as `type`, without a trace in its name. The types must have a conversion. */
export function convert(value: Bound, type: DataType, timeZone: string): Bound {
  if (sameType(value.type, type)) return value;
  const sql = conversionSql(value, type, timeZone);
  if (sql === null) throw cannotCast(value, type);
  return {
    ...combine([value], sql, type, value.name),
    ...(value.constant === undefined ? {} : { constant: value.constant }),
  };
}

/** A cast as the author wrote it. Spark names a cast column after the column. */
export function castTo(value: Bound, type: DataType, isTry: boolean, timeZone: string): Bound {
  const sql = sameType(value.type, type) ? value.sql : conversionSql(value, type, timeZone, isTry);
  if (sql === null) throw cannotCast(value, type);
  const name = `${isTry ? 'TRY_CAST' : 'CAST'}(${value.name} AS ${printDataType(type).toUpperCase()})`;
  const bound = combine([value], sql, type, name);
  return value.outputName === undefined ? bound : { ...bound, outputName: value.outputName };
}

function cannotCast(value: Bound, type: DataType): EngineError {
  return new EngineError('SQL-041', { value: value.name, from: printDataType(value.type), to: printDataType(type) });
}

/**
 * The SQL that casts by Spark's ANSI rules (semantics 3); null where Spark has no such cast.
 *
 * @param isTry gives null where the cast would fail
 */
export function conversionSql(value: Bound, to: DataType, timeZone: string, isTry = false): string | null {
  const { sql, type: from } = value;
  const castSql = isTry ? tryCastSql : strictCastSql;
  if (from.kind === 'void') return castSql('NULL', to);
  if (to.kind === 'string') return textSql(sql, from);
  if (from.kind === 'string') {
    return typeof value.constant === 'string'
      ? constantSql(value.constant, to, timeZone, isTry)
      : parsingSql(sql, to, isTry);
  }
  if (isNumeric(from)) {
    if (isNumeric(to)) return isIntegral(to) && !isIntegral(from) ? castSql(`trunc(${sql})`, to) : castSql(sql, to);
    if (to.kind === 'boolean') return `(${sql} <> 0)`;
    if (to.kind !== 'timestamp') return null;
    const micros = isIntegral(from) ? `(CAST(${sql} AS BIGINT) * 1000000)` : `CAST(trunc(${sql} * 1000000) AS BIGINT)`;
    return isTry ? `TRY(make_timestamptz(${micros}))` : `make_timestamptz(${micros})`;
  }
  if (from.kind === 'boolean') return isNumeric(to) ? castSql(sql, to) : null;
  if (from.kind === 'timestamp') {
    if (to.kind === 'date') return castSql(sql, to);
    if (isIntegral(to)) return castSql(`floor(epoch(${sql}))`, to);
    return isNumeric(to) ? castSql(`epoch(${sql})`, to) : null;
  }
  if (from.kind === 'date') return to.kind === 'timestamp' ? castSql(sql, to) : null;
  return nestedSql(sql, from, to, timeZone, isTry);
}

/** Structs field by field, arrays element by element. */
function nestedSql(sql: string, from: DataType, to: DataType, timeZone: string, isTry: boolean): string | null {
  const part = (partSql: string, partFrom: DataType, partTo: DataType): string | null =>
    sameType(partFrom, partTo) ? partSql : conversionSql(combine([], partSql, partFrom, ''), partTo, timeZone, isTry);
  if (from.kind === 'array' && to.kind === 'array') {
    const element = part('e', from.element, to.element);
    return element === null ? null : strictCastSql(`list_transform(${sql}, lambda e: ${element})`, to);
  }
  if (from.kind !== 'struct' || to.kind !== 'struct' || from.fields.length !== to.fields.length) return null;
  const fields = from.fields.map((field, index) => {
    const wanted = to.fields[index]?.type ?? field.type;
    const value = part(`struct_extract(${sql}, '${fieldName(index)}')`, field.type, wanted);
    return value === null ? null : `${fieldName(index)} := ${value}`;
  });
  if (fields.includes(null)) return null;
  return strictCastSql(`CASE WHEN ${sql} IS NOT NULL THEN struct_pack(${fields.join(', ')}) END`, to);
}

/** A string constant is read by the engine's own rules, so that `'2016-07'` is a timestamp here as everywhere. */
function constantSql(text: string, to: DataType, timeZone: string, isTry: boolean): string | null {
  if (to.kind !== 'timestamp' && to.kind !== 'date') return parsingSql(quoteText(text), to, isTry);
  const moment = to.kind === 'timestamp' ? parseTimestamp(text, timeZone) : parseDate(text);
  if (moment !== null) return typeof moment === 'bigint' ? timestampConstant(moment) : dateConstant(moment);
  if (isTry) return strictCastSql('NULL', to);
  throw new EngineError('SQL-052', { value: text, type: to.kind });
}

function parsingSql(sql: string, to: DataType, isTry: boolean): string | null {
  const castSql = isTry ? tryCastSql : strictCastSql;
  if (isIntegral(to)) {
    // The query engine would round '1.9' where Spark refuses it.
    const refused = isTry ? 'NULL' : failSql('cast', `${printDataType(to)}:`, sql);
    const isWhole = `regexp_full_match(trim(${sql}), '[+-]?[0-9]+')`;
    return `CASE WHEN ${sql} IS NULL THEN NULL WHEN ${isWhole} THEN ${castSql(`trim(${sql})`, to)} ELSE ${strictCastSql(refused, to)} END`;
  }
  if (to.kind === 'boolean') return castSql(`lower(trim(${sql}))`, to);
  const isReadable = isNumeric(to) || to.kind === 'date' || to.kind === 'timestamp';
  return isReadable ? castSql(`trim(${sql})`, to) : null;
}

function textSql(sql: string, from: DataType): string | null {
  switch (from.kind) {
    case 'timestamp':
      return `CASE WHEN epoch_us(${sql}) % 1000000 = 0 THEN strftime(${sql}, '%Y-%m-%d %H:%M:%S') ELSE rtrim(strftime(${sql}, '%Y-%m-%d %H:%M:%S.%f'), '0') END`;
    case 'float':
    case 'double':
      return `CASE WHEN isnan(${sql}) THEN 'NaN' WHEN isinf(${sql}) THEN CASE WHEN ${sql} > 0 THEN 'Infinity' ELSE '-Infinity' END ELSE CAST(${sql} AS VARCHAR) END`;
    case 'struct': {
      const fields = from.fields.map((field, index) =>
        nestedText(`struct_extract(${sql}, '${fieldName(index)}')`, field.type),
      );
      return fields.includes(null)
        ? null
        : `CASE WHEN ${sql} IS NULL THEN NULL ELSE '{' || ${fields.join(` || ', ' || `) || "''"} || '}' END`;
    }
    case 'array': {
      const element = nestedText('e', from.element);
      return element === null
        ? null
        : `'[' || array_to_string(list_transform(${sql}, lambda e: ${element}), ', ') || ']'`;
    }
    case 'interval':
      return null;
    default:
      return strictCastSql(sql, { kind: 'string' });
  }
}

function nestedText(sql: string, type: DataType): string | null {
  const text = type.kind === 'string' ? sql : textSql(sql, type);
  return text === null ? null : `coalesce(${text}, 'null')`;
}

/** SQL that raises an error of ours; `query-failure.ts` reads it back. `detail` is a constant, `valueSql` a text. */
export function failSql(reason: 'cast' | 'divide' | 'index', detail = '', valueSql = "''"): string {
  return `error(${quoteText(`millrace:${reason}:${detail}`)} || ${valueSql})`;
}
