import { trimAscii } from './ascii-trim.ts';
import type { DecimalType } from './data-type.ts';
import { DECIMAL_PRECISION_MAX, fitsPrecision } from './decimal.ts';
import { asciiDigits } from './unicode-digits.ts';

/** A number as it was written, not yet bound to a decimal type. */
export interface DecimalText {
  readonly negative: boolean;
  /** Significant digits without leading zeros; empty for zero. */
  readonly digits: string;
  /** The value is `0.digits` times ten to this power. */
  readonly pointAt: number;
}

/** Reads a number with space around it and digits of any script, as Spark casts text to decimal; otherwise as `readBareDecimal`. */
export function readDecimalText(text: string): DecimalText | null {
  return readBareDecimal(asciiDigits(trimAscii(text)));
}

/**
 * Reads `-12.5`, `.5`, `1.`, `1e-3`, with nothing around it. Null where it is no number. Costs no more than the text is
 * long, whatever the exponent says.
 */
export function readBareDecimal(text: string): DecimalText | null {
  const found = /^([+-]?)(\d*)(?:\.(\d*))?(?:[eE]([+-]?\d+))?$/.exec(text);
  if (found === null) return null;
  const [, sign, whole = '', fraction = '', exponent] = found;
  if (whole === '' && fraction === '') return null;
  const all = whole + fraction;
  const firstDigit = all.search(/[1-9]/);
  const leading = firstDigit === -1 ? all.length : firstDigit;
  return {
    negative: sign === '-',
    digits: all.slice(leading),
    pointAt: whole.length - leading + Number(exponent ?? 0),
  };
}

/** True when the number has more digits before the point than any decimal type holds. */
export function exceedsAllDecimals(number: DecimalText): boolean {
  return number.digits !== '' && number.pointAt > DECIMAL_PRECISION_MAX;
}

/** The unscaled value of `type`, rounded HALF_UP; null where it has too many digits. */
export function boundDecimal(number: DecimalText, type: DecimalType): bigint | null {
  const { digits, pointAt, negative } = number;
  if (digits === '') return 0n;
  if (pointAt > type.precision - type.scale) return null;
  const kept = pointAt + type.scale;
  if (kept < 0) return 0n;
  const unscaled = BigInt(digits.slice(0, kept).padEnd(kept, '0') || '0') + (digits.charCodeAt(kept) >= 0x35 ? 1n : 0n);
  if (!fitsPrecision(unscaled, type.precision)) return null;
  return negative ? -unscaled : unscaled;
}

/** Text to the unscaled value of `type`; null where it is no number or has too many digits. */
export function parseDecimal(text: string, type: DecimalType): bigint | null {
  const number = readDecimalText(text);
  return number === null ? null : boundDecimal(number, type);
}
