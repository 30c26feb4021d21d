import { EngineError } from '../../base/errors/engine-error.ts';
import { commonType } from '../../expression/coercion.ts';
import {
  BIGINT,
  BOOLEAN,
  DATE,
  type DataType,
  DOUBLE,
  INT,
  INTERVAL,
  isIntegral,
  isNumeric,
  STRING,
  TIMESTAMP,
} from '../../types/data-type.ts';
import { printDataType } from '../../types/data-type-text.ts';
import { addType, divideType, multiplyType, remainderType } from '../../types/decimal.ts';
import { type Bound, combine } from './bound.ts';
import { convert, decimalOperand, failSql } from './conversion.ts';
import { castSql } from './sql-text.ts';

/** The operators between two values: the parser's kind of node and Spark's symbol. */
export const BINARY_OPERATORS: Readonly<Record<string, string>> = {
  add: '+',
  sub: '-',
  mul: '*',
  div: '/',
  mod: '%',
  int_div: 'div',
  eq: '=',
  neq: '<>',
  lt: '<',
  lte: '<=',
  gt: '>',
  gte: '>=',
  null_safe_eq: '<=>',
  concat: '||',
  bitwise_and: '&',
  bitwise_or: '|',
  bitwise_xor: '^',
};

const COMPARISONS: Readonly<Record<string, string>> = {
  '=': '=',
  '<>': '<>',
  '<': '<',
  '<=': '<=',
  '>': '>',
  '>=': '>=',
  '<=>': 'IS NOT DISTINCT FROM',
};

const BITS: Readonly<Record<string, (a: string, b: string) => string>> = {
  '&': (a, b) => `(${a} & ${b})`,
  '|': (a, b) => `(${a} | ${b})`,
  '^': (a, b) => `xor(${a}, ${b})`,
};

/** Binds `left symbol right` by Spark's ANSI rules of types (semantics 3). */
export function bindBinary(symbol: string, left: Bound, right: Bound, timeZone: string): Bound {
  if (Object.hasOwn(COMPARISONS, symbol)) return compare(symbol, left, right, timeZone);
  if (symbol === '||') return concatenate(left, right, timeZone);
  if (Object.hasOwn(BITS, symbol)) return bits(symbol, left, right);
  return calendar(symbol, left, right, timeZone) ?? arithmetic(symbol, left, right, timeZone);
}

export function mismatch(operator: string, left: Bound, right: Bound): EngineError {
  return new EngineError('SQL-040', { operator, left: printDataType(left.type), right: printDataType(right.type) });
}

/** Both sides as their common type. */
export function alike(symbol: string, left: Bound, right: Bound, timeZone: string): readonly [Bound, Bound] {
  const type = commonType(left.type, right.type);
  if (type === null) throw mismatch(symbol, left, right);
  return [convert(left, type, timeZone), convert(right, type, timeZone)];
}

function compare(symbol: string, left: Bound, right: Bound, timeZone: string): Bound {
  const [a, b] = alike(symbol, left, right, timeZone);
  const name = symbol === '<>' ? `(NOT (${left.name} = ${right.name}))` : `(${left.name} ${symbol} ${right.name})`;
  return combine([left, right], `(${a.sql} ${COMPARISONS[symbol]} ${b.sql})`, BOOLEAN, name);
}

function concatenate(left: Bound, right: Bound, timeZone: string): Bound {
  const name = `concat(${left.name}, ${right.name})`;
  if (left.type.kind === 'array' && right.type.kind === 'array') {
    const [a, b] = alike('||', left, right, timeZone);
    return combine([left, right], `(${a.sql} || ${b.sql})`, a.type, name);
  }
  const a = convert(left, STRING, timeZone);
  const b = convert(right, STRING, timeZone);
  return combine([left, right], `(${a.sql} || ${b.sql})`, STRING, name);
}

function bits(symbol: string, left: Bound, right: Bound): Bound {
  const type = commonType(left.type, right.type);
  if (type === null || !isIntegral(type)) throw mismatch(symbol, left, right);
  const make = BITS[symbol] ?? ((a: string) => a);
  const sql = make(castSql(left.sql, type), castSql(right.sql, type));
  return combine([left, right], sql, type, `(${left.name} ${symbol} ${right.name})`);
}

/** Dates, timestamps and intervals; null where neither side is one. */
function calendar(symbol: string, left: Bound, right: Bound, timeZone: string): Bound | null {
  const make = (sql: string, type: DataType) =>
    combine([left, right], sql, type, `${left.name} ${symbol} ${right.name}`);
  const [a, b] = [left.type.kind, right.type.kind];
  if (symbol === '+' && a === 'interval' && b !== 'interval') return calendar('+', right, left, timeZone);
  if (symbol === '+' && isIntegral(left.type) && b === 'date') return calendar('+', right, left, timeZone);
  if (symbol !== '+' && symbol !== '-') return null;
  if (b === 'interval') {
    if (a === 'interval') return make(`(${left.sql} ${symbol} ${right.sql})`, INTERVAL);
    if (a === 'timestamp') return make(`(${left.sql} ${symbol} ${right.sql})`, TIMESTAMP);
    if (a === 'date' || a === 'string') {
      return make(`(${convert(left, TIMESTAMP, timeZone).sql} ${symbol} ${right.sql})`, TIMESTAMP);
    }
    throw mismatch(symbol, left, right);
  }
  if (a === 'date' && isIntegral(right.type)) return make(`(${left.sql} ${symbol} ${castSql(right.sql, INT)})`, DATE);
  const bothMoments = ['date', 'timestamp'].includes(a) && ['date', 'timestamp'].includes(b);
  if (symbol === '-' && bothMoments) {
    const from = convert(right, TIMESTAMP, timeZone).sql;
    const to = convert(left, TIMESTAMP, timeZone).sql;
    return make(`to_microseconds(epoch_us(${to}) - epoch_us(${from}))`, INTERVAL);
  }
  return null;
}

function arithmetic(symbol: string, first: Bound, second: Bound, timeZone: string): Bound {
  const type = operandType(first, second);
  if (type === null || !isNumeric(type)) throw mismatch(symbol, first, second);
  const [left, right] = [first, second].map((side) =>
    side.type.kind === 'void' ? convert(side, type, timeZone) : side,
  ) as [Bound, Bound];
  const name = symbol === 'div' ? `(${left.name} div ${right.name})` : `(${left.name} ${symbol} ${right.name})`;
  const make = (sql: string, result: DataType) => combine([left, right], sql, result, name);
  if (symbol === '/') return make(...divide(left, right, type, timeZone));
  if (symbol === 'div') {
    const wide: DataType = type.kind === 'decimal' || !isIntegral(type) ? type : BIGINT;
    const [a, b] = [convert(left, wide, timeZone).sql, convert(right, wide, timeZone).sql];
    return make(
      unlessZero(right, b, a, BIGINT, castSql(isIntegral(wide) ? `(${a} // ${b})` : `trunc(${a} / ${b})`, BIGINT)),
      BIGINT,
    );
  }
  if (type.kind === 'decimal') return make(...decimals(symbol, left, right, timeZone));
  const [a, b] = [convert(left, type, timeZone).sql, convert(right, type, timeZone).sql];
  const sql = `(${a} ${symbol} ${b})`;
  return make(symbol === '%' ? unlessZero(right, b, a, type, sql) : sql, type);
}

/** The type in which two operands are computed; a string counts as the number that it is to hold. */
function operandType(left: Bound, right: Bound): DataType | null {
  const a = left.type.kind === 'void' ? right.type : left.type;
  const b = right.type.kind === 'void' ? left.type : right.type;
  if (a.kind === 'string' && b.kind === 'string') return DOUBLE;
  if (a.kind === 'void') return DOUBLE;
  return commonType(a, b);
}

function divide(left: Bound, right: Bound, type: DataType, timeZone: string): [string, DataType] {
  if (type.kind === 'decimal') {
    const result = divideType(decimalOperand(left), decimalOperand(right));
    const [a, b] = [castSql(left.sql, DOUBLE), castSql(right.sql, DOUBLE)];
    return [unlessZero(right, b, a, result, castSql(`(${a} / ${b})`, result)), result];
  }
  const [a, b] = [convert(left, DOUBLE, timeZone).sql, convert(right, DOUBLE, timeZone).sql];
  return [unlessZero(right, b, a, DOUBLE, `(${a} / ${b})`), DOUBLE];
}

function decimals(symbol: string, left: Bound, right: Bound, timeZone: string): [string, DataType] {
  const [p, q] = [decimalOperand(left), decimalOperand(right)];
  const result = symbol === '*' ? multiplyType(p, q) : symbol === '%' ? remainderType(p, q) : addType(p, q);
  const [a, b] = [convert(left, p, timeZone).sql, convert(right, q, timeZone).sql];
  const sql = castSql(`(${a} ${symbol} ${b})`, result);
  return [symbol === '%' ? unlessZero(right, b, a, result, sql) : sql, result];
}

/** Spark's ANSI mode refuses to divide by zero, the query engine gives null or infinity. */
function unlessZero(right: Bound, divisor: string, dividend: string, type: DataType, sql: string): string {
  if (typeof right.constant === 'bigint' && right.constant !== 0n) return sql;
  return `CASE WHEN ${divisor} = 0 AND ${dividend} IS NOT NULL THEN ${castSql(failSql('divide'), type)} ELSE ${sql} END`;
}
