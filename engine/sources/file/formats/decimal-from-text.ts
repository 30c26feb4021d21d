import type { DecimalType } from '../../../types/data-type.ts';
import { boundDecimal, readBareDecimal } from '../../../types/decimal-text.ts';

const LONG_EXPONENT = /[eE][+-]?\d{11}/;

/**
 * The unscaled value of a number in a record, rounded HALF_UP to the type's scale; null where the text is no number or needs
 * more digits than the type has. Stricter than a cast: no space around it, and no exponent of more than ten digits.
 */
export function decimalFromText(text: string, type: DecimalType): bigint | null {
  if (LONG_EXPONENT.test(text)) return null;
  const number = readBareDecimal(text);
  return number === null ? null : boundDecimal(number, type);
}
