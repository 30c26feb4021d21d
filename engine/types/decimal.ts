import { type DecimalType, decimal } from './data-type.ts';
import { divideByZero, numericOutOfRange, remainderByZero } from './value-errors.ts';

/**
 * Exact decimal arithmetic on unscaled bigints, with Spark's result types. The functions that compute take both
 * operands with their types and give the unscaled value of `result`, rounded HALF_UP; they throw EXE-005
 * (NUMERIC_VALUE_OUT_OF_RANGE) where it has too many digits.
 */

export const DECIMAL_PRECISION_MAX = 38;
/** Where a type must be cut to 38 digits, fraction digits go first, but this many stay. */
const FRACTION_DIGITS_KEPT = 6;

const POWERS_OF_TEN: readonly bigint[] = Array.from({ length: 80 }, (_, i) => 10n ** BigInt(i));

/** 10 to the power of `exponent`, which must not be negative. */
export function powerOfTen(exponent: number): bigint {
  return POWERS_OF_TEN[exponent] ?? 10n ** BigInt(exponent);
}

/** The unscaled value with another number of fraction digits; digits that go are rounded HALF_UP, away from zero at .5. */
export function rescale(unscaled: bigint, fromScale: number, toScale: number): bigint {
  if (toScale >= fromScale) return toScale === fromScale ? unscaled : unscaled * powerOfTen(toScale - fromScale);
  return divideHalfUp(unscaled, powerOfTen(fromScale - toScale));
}

function divideHalfUp(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  const remainder = dividend % divisor;
  const twice = (remainder < 0n ? -remainder : remainder) * 2n;
  if (twice < (divisor < 0n ? -divisor : divisor)) return quotient;
  return dividend < 0n === divisor < 0n ? quotient + 1n : quotient - 1n;
}

/** True when the unscaled value has at most `precision` digits. */
export function fitsPrecision(unscaled: bigint, precision: number): boolean {
  const limit = powerOfTen(precision);
  return unscaled < limit && unscaled > -limit;
}

/** Type of a sum or difference. */
export function addType(a: DecimalType, b: DecimalType): DecimalType {
  const scale = Math.max(a.scale, b.scale);
  return capped(scale + Math.max(a.precision - a.scale, b.precision - b.scale) + 1, scale);
}

/** Type of a product. */
export function multiplyType(a: DecimalType, b: DecimalType): DecimalType {
  return capped(a.precision + b.precision + 1, a.scale + b.scale);
}

/** Type of a quotient. */
export function divideType(a: DecimalType, b: DecimalType): DecimalType {
  const scale = Math.max(FRACTION_DIGITS_KEPT, a.scale + b.precision + 1);
  return capped(a.precision - a.scale + b.scale + scale, scale);
}

/** Type of a remainder. */
export function remainderType(a: DecimalType, b: DecimalType): DecimalType {
  const scale = Math.max(a.scale, b.scale);
  return capped(Math.min(a.precision - a.scale, b.precision - b.scale) + scale, scale);
}

/** The smallest decimal type that holds both types; where 38 digits are too few, fraction digits go. */
export function widerDecimal(a: DecimalType, b: DecimalType): DecimalType {
  const scale = Math.max(a.scale, b.scale);
  const precision = scale + Math.max(a.precision - a.scale, b.precision - b.scale);
  const excess = Math.max(0, precision - DECIMAL_PRECISION_MAX);
  return decimal(precision - excess, Math.max(0, scale - excess));
}

/** The decimal type that Spark gives an operand of another numeric type. */
export function decimalForNumeric(kind: 'tinyint' | 'smallint' | 'int' | 'bigint' | 'float' | 'double'): DecimalType {
  switch (kind) {
    case 'tinyint':
      return decimal(3, 0);
    case 'smallint':
      return decimal(5, 0);
    case 'int':
      return decimal(10, 0);
    case 'bigint':
      return decimal(20, 0);
    case 'float':
      return decimal(14, 7);
    case 'double':
      return decimal(30, 15);
  }
}

function capped(precision: number, scale: number): DecimalType {
  if (precision <= DECIMAL_PRECISION_MAX) return decimal(precision, scale);
  const wholeDigits = precision - scale;
  const kept = Math.min(scale, FRACTION_DIGITS_KEPT);
  return decimal(DECIMAL_PRECISION_MAX, Math.max(DECIMAL_PRECISION_MAX - wholeDigits, kept));
}

/** `unscaled` at `scale` as a value of `result`; throws EXE-005 where it does not fit. */
function toDecimalType(unscaled: bigint, scale: number, result: DecimalType): bigint {
  const rescaled = rescale(unscaled, scale, result.scale);
  if (!fitsPrecision(rescaled, result.precision)) {
    throw numericOutOfRange(printDecimal(unscaled, scale), result.precision, result.scale);
  }
  return rescaled;
}

/** The sum of two unscaled values as one of `result`; throws EXE-005 where it does not fit. */
export function addDecimals(a: bigint, aType: DecimalType, b: bigint, bType: DecimalType, result: DecimalType): bigint {
  const scale = Math.max(aType.scale, bType.scale);
  return toDecimalType(rescale(a, aType.scale, scale) + rescale(b, bType.scale, scale), scale, result);
}

/** The difference, as `addDecimals`. */
export function subtractDecimals(
  a: bigint,
  aType: DecimalType,
  b: bigint,
  bType: DecimalType,
  result: DecimalType,
): bigint {
  return addDecimals(a, aType, -b, bType, result);
}

/** The product, as `addDecimals`. */
export function multiplyDecimals(
  a: bigint,
  aType: DecimalType,
  b: bigint,
  bType: DecimalType,
  result: DecimalType,
): bigint {
  return toDecimalType(a * b, aType.scale + bType.scale, result);
}

/** Throws EXE-004 (DIVIDE_BY_ZERO) where `b` is zero. */
export function divideDecimals(
  a: bigint,
  aType: DecimalType,
  b: bigint,
  bType: DecimalType,
  result: DecimalType,
): bigint {
  if (b === 0n) throw divideByZero();
  // Spark divides to 39 fraction digits, rounds, and rounds again to the result's scale.
  const scale = DECIMAL_PRECISION_MAX + 1;
  return toDecimalType(divideHalfUp(a * powerOfTen(scale + bType.scale - aType.scale), b), scale, result);
}

/** Has the sign of the dividend. Throws EXP-040 (REMAINDER_BY_ZERO) where `b` is zero. */
export function remainderDecimals(
  a: bigint,
  aType: DecimalType,
  b: bigint,
  bType: DecimalType,
  result: DecimalType,
): bigint {
  if (b === 0n) throw remainderByZero();
  const scale = Math.max(aType.scale, bType.scale);
  return toDecimalType(rescale(a, aType.scale, scale) % rescale(b, bType.scale, scale), scale, result);
}

/** The value in plain digits, never with an exponent: 1250n at scale 2 is `12.50`. */
export function printDecimal(unscaled: bigint, scale: number): string {
  if (scale === 0) return unscaled.toString();
  const digits = (unscaled < 0n ? -unscaled : unscaled).toString().padStart(scale + 1, '0');
  const point = digits.length - scale;
  return `${unscaled < 0n ? '-' : ''}${digits.slice(0, point)}.${digits.slice(point)}`;
}

/** The double nearest to the value. */
export function decimalToDouble(unscaled: bigint, scale: number): number {
  return Number(`${unscaled}e-${scale}`);
}
