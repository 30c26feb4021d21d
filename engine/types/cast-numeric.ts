import { type DataType, type DecimalType, isIntegral } from './data-type.ts';
import { decimalToDouble, fitsPrecision, powerOfTen, printDecimal, rescale } from './decimal.ts';
import { parseDecimal } from './decimal-text.ts';
import { BIGINT_MAX, BIGINT_MIN, type IntegralKind, inIntegerRange } from './integer-range.ts';
import { doubleText, floatText } from './number-text.ts';
import type { Value } from './value.ts';
import { castOverflow, numericOutOfRange } from './value-errors.ts';

type Cast = (value: Value) => Value;

/** ANSI casts among booleans and numbers. */
export function castNumeric(from: DataType, to: DataType): Cast {
  if (from.kind === 'boolean') return castFromBoolean(to);
  if (to.kind === 'boolean') return (value) => Number(value) !== 0;
  if (to.kind === 'decimal') return castToDecimal(from, to);
  if (isIntegral(to)) return castToInteger(from, to);
  const toDouble: Cast =
    from.kind === 'decimal' ? (value) => decimalToDouble(value as bigint, from.scale) : (value) => Number(value);
  if (to.kind === 'double') return toDouble;
  // A bigint goes to float in one rounding, not by way of the double.
  if (from.kind === 'bigint') return (value) => bigintToFloat(value as bigint);
  return (value) => Math.fround(toDouble(value) as number);
}

function castFromBoolean(to: DataType): Cast {
  if (to.kind === 'bigint') return (value) => (value === true ? 1n : 0n);
  if (to.kind !== 'decimal') return (value) => (value === true ? 1 : 0);
  return (value) => boundOrThrow(value === true ? '1' : '0', to);
}

function castToDecimal(from: DataType, to: DecimalType): Cast {
  if (from.kind === 'decimal') return (value) => decimalToDecimal(value as bigint, from.scale, to);
  if (isIntegral(from)) return (value) => decimalToDecimal(BigInt(value as number | bigint), 0, to);
  return (value) => doubleToDecimal(value as number, to);
}

function decimalToDecimal(unscaled: bigint, scale: number, to: DecimalType): bigint {
  const rescaled = rescale(unscaled, scale, to.scale);
  if (!fitsPrecision(rescaled, to.precision)) {
    throw numericOutOfRange(printDecimal(unscaled, scale), to.precision, to.scale);
  }
  return rescaled;
}

/** The decimal of the digits that Java prints for the double; NaN and the infinities have none and become null. */
export function doubleToDecimal(value: number, to: DecimalType): bigint | null {
  return Number.isFinite(value) ? boundOrThrow(doubleText(value), to) : null;
}

function boundOrThrow(text: string, to: DecimalType): bigint {
  const unscaled = parseDecimal(text, to);
  if (unscaled === null) throw numericOutOfRange(text, to.precision, to.scale);
  return unscaled;
}

function castToInteger(from: DataType, to: DataType): Cast {
  const kind = to.kind as IntegralKind;
  const whole = wholePartOf(from);
  return (value) => {
    const integer = whole(value);
    if (integer === null || !inIntegerRange(integer, kind)) throw castOverflow(numberText(value, from), from, to);
    return kind === 'bigint' ? BigInt(integer) : Number(integer);
  };
}

/** The number rounded towards zero; null for NaN and the infinities. */
function wholePartOf(from: DataType): (value: Value) => number | bigint | null {
  if (from.kind === 'decimal') {
    const unit = powerOfTen(from.scale);
    return (value) => (value as bigint) / unit;
  }
  if (from.kind === 'float' || from.kind === 'double') return (value) => doubleToInteger(value as number);
  return (value) => value as number | bigint;
}

function doubleToInteger(value: number): bigint | number | null {
  if (!Number.isFinite(value)) return null;
  // No integer is -0.
  const whole = Math.trunc(value) + 0;
  if (Number.isSafeInteger(whole)) return whole;
  // Spark compares with the limits as doubles, so 2^63 itself passes and becomes the greatest bigint.
  return whole === 2 ** 63 ? BIGINT_MAX : BigInt(whole);
}

/** As `Number(value)`, but rounded once and to single precision. */
function bigintToFloat(value: bigint): number {
  const double = Number(value);
  const float = Math.fround(double);
  if (BigInt(double) === value || float === double) return float;
  // The double hides which side of the middle between two floats the value lies on; one step of a double brings it back.
  const nudged = BigInt(double) < value ? nextUp(double) : -nextUp(-double);
  return Math.fround(nudged);
}

function nextUp(value: number): number {
  const bits = new DataView(new ArrayBuffer(8));
  bits.setFloat64(0, value);
  bits.setBigInt64(0, bits.getBigInt64(0) + (value < 0 ? -1n : 1n));
  return bits.getFloat64(0);
}

function numberText(value: Value, type: DataType): string {
  if (type.kind === 'decimal') return printDecimal(value as bigint, type.scale);
  if (type.kind === 'double') return doubleText(value as number);
  if (type.kind === 'float') return floatText(value as number);
  return String(value);
}

/** A bigint saturated at 64 bits. */
export function saturated(value: bigint): bigint {
  if (value > BIGINT_MAX) return BIGINT_MAX;
  return value < BIGINT_MIN ? BIGINT_MIN : value;
}
