import type { DecimalType } from '../../../types/data-type.ts';
import { fitsPrecision, rescale } from '../../../types/decimal.ts';

const NUMBER = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d{1,10}))?$/;

/**
 * The unscaled value of a number written in digits, rounded HALF_UP to the type's scale; null where the text is no
 * number or needs more digits than the type has. An exponent of any size costs nothing: digits are looked at before a
 * number is made of them.
 */
export function decimalFromText(text: string, type: DecimalType): bigint | null {
  const parts = NUMBER.exec(text);
  if (parts === null) return null;
  const whole = parts[2] ?? '';
  const fraction = parts[3] ?? '';
  if (whole === '' && fraction === '') return null;
  const all = whole + fraction;
  const firstDigit = all.search(/[1-9]/);
  if (firstDigit === -1) return 0n;
  const digits = all.slice(firstDigit);
  /** Digits before the point, once the exponent has moved it; negative for leading zeros behind it. */
  const wholeDigits = whole.length - firstDigit + Number(parts[4] ?? 0);
  if (wholeDigits > type.precision - type.scale) return null;
  // HALF_UP looks at the first digit that goes and at no other.
  const kept = wholeDigits + type.scale + 1;
  if (kept < 1) return 0n;
  const used = digits.slice(0, kept);
  const unscaled = rescale(BigInt(used), used.length - wholeDigits, type.scale);
  if (!fitsPrecision(unscaled, type.precision)) return null;
  return parts[1] === '-' ? -unscaled : unscaled;
}
