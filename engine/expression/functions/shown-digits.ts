import { dropDigits, type RoundingMode } from './rounding.ts';

/** A number of any size as its unscaled digits: `unscaled` divided by ten to the power of `scale`. */
export interface ExactNumber {
  readonly unscaled: bigint;
  readonly scale: number;
}

/** A finite double as the decimal number that it exactly is. */
export function exactOfDouble(value: number): ExactNumber {
  const view = new DataView(new ArrayBuffer(8));
  view.setFloat64(0, value);
  const bits = view.getBigUint64(0);
  const exponent = Number((bits >> 52n) & 0x7ffn);
  const fraction = bits & 0xfffffffffffffn;
  const size = exponent === 0 ? fraction : fraction | (1n << 52n);
  const power = Math.max(exponent, 1) - 1075;
  const signed = value < 0 ? -size : size;
  return power >= 0
    ? { unscaled: signed << BigInt(power), scale: 0 }
    : { unscaled: signed * 5n ** BigInt(-power), scale: -power };
}

/** A finite double as the number that its shortest text says. */
export function shortestOfDouble(value: number): ExactNumber {
  const [mantissa = '0', exponent = '0'] = String(value).split('e');
  const [whole = '0', fraction = ''] = mantissa.split('.');
  const scale = fraction.length - Number(exponent);
  const unscaled = BigInt(whole + fraction);
  return scale >= 0 ? { unscaled, scale } : { unscaled: unscaled * 10n ** BigInt(-scale), scale: 0 };
}

/** The digits of a number's size before and after the point, with exactly `places` of the latter. */
export function digitsAt(
  { unscaled, scale }: ExactNumber,
  places: number,
  mode: RoundingMode,
): { readonly whole: string; readonly fraction: string } {
  const size = unscaled < 0n ? -unscaled : unscaled;
  const rounded = scale > places ? dropDigits(size, scale - places, mode) : size * 10n ** BigInt(places - scale);
  const digits = String(rounded).padStart(places + 1, '0');
  return { whole: digits.slice(0, digits.length - places), fraction: digits.slice(digits.length - places) };
}

/** Digits with a comma between groups of `size`, from the right. */
export function grouped(digits: string, size: number): string {
  const first = digits.length % size;
  const groups = first === 0 ? [] : [digits.slice(0, first)];
  for (let at = first; at < digits.length; at += size) groups.push(digits.slice(at, at + size));
  return groups.join(',');
}
