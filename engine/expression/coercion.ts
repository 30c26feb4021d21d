import {
  array,
  BIGINT,
  type DataType,
  type DecimalType,
  DOUBLE,
  decimal,
  FLOAT,
  isIntegral,
  isNumeric,
  type StructField,
  type StructType,
  sameType,
  struct,
  TIMESTAMP,
} from '../types/data-type.ts';
import { decimalForNumeric, widerDecimal } from '../types/decimal.ts';
import type { IntegralKind } from '../types/integer-range.ts';
import type { Expr } from './expr.ts';

/**
 * Spark's implicit casts under ANSI: which one type values of different types are brought to, and when a value may stand
 * where another type is asked for.
 */

const INTEGRAL_ORDER: readonly string[] = ['tinyint', 'smallint', 'int', 'bigint'];

/** The narrowest type that holds values of both, or null where Spark would refuse to mix them. */
export function commonType(a: DataType, b: DataType): DataType | null {
  if (sameType(a, b)) return a;
  if (a.kind === 'void') return b;
  if (b.kind === 'void') return a;
  if (isNumeric(a) && isNumeric(b)) return widerNumber(a, b);
  if (a.kind === 'string') return typeForString(b);
  if (b.kind === 'string') return typeForString(a);
  if (isMoment(a) && isMoment(b)) return TIMESTAMP;
  if (a.kind === 'array' && b.kind === 'array') {
    const element = commonType(a.element, b.element);
    return element === null ? null : array(element);
  }
  return a.kind === 'struct' && b.kind === 'struct' ? commonStruct(a, b) : null;
}

/** Structs go together field by field when their fields have the same names, letter case aside. */
function commonStruct(a: StructType, b: StructType): DataType | null {
  if (a.fields.length !== b.fields.length) return null;
  const fields: StructField[] = [];
  for (const [i, { name, type }] of a.fields.entries()) {
    const other = b.fields[i];
    const common = other?.name.toLowerCase() === name.toLowerCase() ? commonType(type, other.type) : null;
    if (common === null) return null;
    fields.push({ name, type: common });
  }
  return struct(fields);
}

export function commonTypeOf(types: readonly DataType[]): DataType | null {
  let found: DataType | null = { kind: 'void' };
  for (const type of types) {
    // A string among numbers would otherwise make the result depend on the order.
    found = found === null ? null : commonType(found, type);
  }
  return found;
}

/** What a string turns into beside a value of the other type. */
function typeForString(other: DataType): DataType | null {
  if (isIntegral(other)) return BIGINT;
  if (isNumeric(other)) return DOUBLE;
  return other.kind === 'boolean' || isMoment(other) ? other : null;
}

function widerNumber(a: DataType, b: DataType): DataType {
  if (isIntegral(a) && isIntegral(b)) {
    return INTEGRAL_ORDER.indexOf(a.kind) >= INTEGRAL_ORDER.indexOf(b.kind) ? a : b;
  }
  if (a.kind === 'double' || b.kind === 'double') return DOUBLE;
  if (a.kind === 'float' || b.kind === 'float') return a.kind === b.kind ? FLOAT : DOUBLE;
  return widerDecimal(asDecimal(a), asDecimal(b));
}

/** The decimal type that holds every value of a decimal or integral type. */
export function asDecimal(type: DataType): DecimalType {
  return type.kind === 'decimal' ? type : decimalForNumeric(type.kind as IntegralKind);
}

/** Like `asDecimal`; an integer literal takes only the digits that it has, so that `price * 2` does not grow needlessly. */
export function decimalOperand(expr: Expr): DecimalType {
  if (expr.kind === 'literal' && isIntegral(expr.type) && expr.value !== null) {
    return decimal(Math.max(1, String(expr.value).replace('-', '').length), 0);
  }
  return asDecimal(expr.type);
}

export function isMoment(type: DataType): boolean {
  return type.kind === 'date' || type.kind === 'timestamp';
}

/**
 * The type that a value is implicitly cast to where `wanted` is asked for, or null where Spark refuses: a number becomes any
 * other kind of number, a string anything atomic, and anything atomic a string.
 */
export function implicitCast(from: DataType, wanted: DataType): DataType | null {
  if (sameType(from, wanted) || from.kind === 'void') return wanted;
  if (wanted.kind === 'string') return isAtomic(from) ? wanted : null;
  if (from.kind === 'string') return isAtomic(wanted) && wanted.kind !== 'interval' ? wanted : null;
  if (isNumeric(from) && isNumeric(wanted)) return wanted;
  if (isMoment(from) && isMoment(wanted)) return wanted;
  return null;
}

function isAtomic(type: DataType): boolean {
  return type.kind !== 'array' && type.kind !== 'struct';
}
