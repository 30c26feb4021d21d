import { STRING } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { takes } from './signature.ts';
import { strict } from './strict.ts';

/** The digit of each letter from A; `7` is passed over, and `0` parts letters of one digit. */
const DIGITS = '01230127022455012623017202';
const LENGTH = 4;

/** A letter and three digits for the sound of an English word; a text that does not begin with an English letter stays as it is. */
export const soundex: ScalarFunction = {
  name: 'soundex',
  minArgs: 1,
  maxArgs: 1,
  sign: takes([STRING], STRING),
  ...strict(() => (text) => soundOf(text as string)),
};

function soundOf(text: string): string {
  const letters = text.replace(/[a-z]/g, (letter) => letter.toUpperCase());
  if (!/^[A-Z]/.test(letters)) return text;
  let sound = letters.charAt(0);
  let last = digitOf(sound);
  for (const letter of letters.slice(1)) {
    if (sound.length === LENGTH) break;
    const digit = digitOf(letter);
    if (digit === '7') continue;
    if (digit !== '0' && digit !== last) sound += digit;
    last = digit;
  }
  return sound.padEnd(LENGTH, '0');
}

function digitOf(letter: string): string {
  return /[A-Z]/.test(letter) ? DIGITS.charAt(letter.charCodeAt(0) - 65) : '0';
}
