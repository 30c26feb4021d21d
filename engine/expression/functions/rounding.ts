/** `unscaled` with `digits` fewer digits at its end, rounded half away from zero. */
export function dropDigits(unscaled: bigint, digits: number): bigint {
  if (digits <= 0) return unscaled;
  const unit = 10n ** BigInt(digits);
  const size = unscaled < 0n ? -unscaled : unscaled;
  const rounded = (size + unit / 2n) / unit;
  return unscaled < 0n ? -rounded : rounded;
}

/**
 * A double rounded half away from zero at a decimal place, by its shortest decimal text as Spark does: 1.005 at 2 places is 1.01.
 *
 * @param places digits after the point; negative ones count before it
 */
export function roundDouble(value: number, places: number): number {
  if (!Number.isFinite(value) || places > 330) return value;
  const [mantissa = '0', exponent = '0'] = String(value).split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  const scale = fraction.length - Number(exponent);
  if (scale <= places) return value;
  const dropped = scale - places;
  const digits = whole.replace('-', '') + fraction;
  if (dropped > digits.length) return value < 0 ? -0 : 0;
  const rounded = dropDigits(BigInt(digits), dropped);
  const size = Number(`${rounded}e${-places}`);
  return value < 0 ? -size : size;
}
