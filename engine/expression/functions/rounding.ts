/** Where a number goes that lies between two: halves away from zero or to the even one, or always down or up. */
export type RoundingMode = 'half-up' | 'half-even' | 'floor' | 'ceiling';

/** `unscaled` with `digits` fewer digits at its end. */
export function dropDigits(unscaled: bigint, digits: number, mode: RoundingMode = 'half-up'): bigint {
  if (digits <= 0) return unscaled;
  const unit = 10n ** BigInt(digits);
  const isNegative = unscaled < 0n;
  const size = isNegative ? -unscaled : unscaled;
  const whole = size / unit;
  const rounded = goesUp(size % unit, unit, whole, isNegative, mode) ? whole + 1n : whole;
  return isNegative ? -rounded : rounded;
}

/** Whether the size of a number grows. */
function goesUp(rest: bigint, unit: bigint, whole: bigint, isNegative: boolean, mode: RoundingMode): boolean {
  if (mode === 'floor' || mode === 'ceiling') return rest > 0n && isNegative === (mode === 'floor');
  return rest * 2n > unit || (rest * 2n === unit && (mode === 'half-up' || whole % 2n === 1n));
}

/**
 * A double rounded at a decimal place, by its shortest decimal text as Spark does: 1.005 at 2 places, half away from zero, is 1.01.
 *
 * @param places digits after the point; negative ones count before it
 */
export function roundDouble(value: number, places: number, mode: RoundingMode = 'half-up'): number {
  if (!Number.isFinite(value) || places > 330) return value;
  const [mantissa = '0', exponent = '0'] = String(value).split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  const scale = fraction.length - Number(exponent);
  if (scale <= places) return value;
  const dropped = scale - places;
  const digits = whole.replace('-', '') + fraction;
  if (dropped > digits.length) return value < 0 ? -0 : 0;
  const rounded = dropDigits(BigInt(digits), dropped, mode);
  const size = Number(`${rounded}e${-places}`);
  return value < 0 ? -size : size;
}
