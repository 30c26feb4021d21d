import { BOOLEAN, STRING } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { takes } from './signature.ts';
import { strict } from './strict.ts';

/** Whether a text of digits ends with the check digit of Luhn; anything else is false. */
export const luhnCheck: ScalarFunction = {
  name: 'luhn_check',
  minArgs: 1,
  maxArgs: 1,
  sign: takes([STRING], BOOLEAN, true),
  ...strict(() => (text) => hasCheckDigit(text as string)),
};

function hasCheckDigit(text: string): boolean {
  if (!/^[0-9]+$/.test(text)) return false;
  let sum = 0;
  for (let i = 0; i < text.length; i++) {
    const digit = text.charCodeAt(text.length - 1 - i) - 48;
    sum += i % 2 === 0 ? digit : digit > 4 ? digit * 2 - 9 : digit * 2;
  }
  return sum % 10 === 0;
}
