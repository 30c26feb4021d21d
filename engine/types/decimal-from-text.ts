import type { DecimalType } from './data-type.ts';
import { boundDecimal, readBareDecimal } from './decimal-text.ts';
import { asciiDigits } from './unicode-digits.ts';

const LONG_EXPONENT = /[eE][+-]?\d{11}/;

/**
 * The unscaled value of a number in a record, rounded HALF_UP to the type's scale; null where the text is no number or needs
 * more digits than the type has. Stricter than a cast: no space around it, and no exponent of more than ten digits. Digits may
 * be those of any script.
 */
export function decimalFromText(text: string, type: DecimalType): bigint | null {
  if (LONG_EXPONENT.test(text)) return null;
  const number = readBareDecimal(asciiDigits(text));
  return number === null ? null : boundDecimal(number, type);
}
