import { BIGINT, INT, STRING } from '../../types/data-type.ts';
import { arithmeticOverflow } from '../../types/value-errors.ts';
import type { ScalarFunction } from '../expr.ts';
import { takes } from './signature.ts';
import { strict } from './strict.ts';

const WORD = 2n ** 64n;

/** `conv(number, from, to)`: a number, written in one base, in another, from 2 to 36. The number has 64 bits; it has a sign only where `to` is negative. */
export const conv: ScalarFunction = {
  name: 'conv',
  minArgs: 3,
  maxArgs: 3,
  sign: takes([STRING, INT, INT], STRING, true),
  ...strict(() => (text, from, to) => converted(text as string, from as number, to as number)),
};

function converted(text: string, from: number, to: number): string | null {
  if (from < 2 || from > 36 || Math.abs(to) < 2 || Math.abs(to) > 36) return null;
  const trimmed = text.replace(/^ +| +$/g, '');
  if (trimmed === '') return null;
  const isNegative = trimmed.startsWith('-');
  const size = readDigits(isNegative ? trimmed.slice(1) : trimmed, from);
  if (size >= WORD) throw arithmeticOverflow(`conv(${text}, ${from}, ${to})`, BIGINT);
  if (to > 0) return written(isNegative ? BigInt.asUintN(64, size >= WORD / 2n ? -1n : -size) : size, to);
  const signed = BigInt.asIntN(64, size);
  const digits = written(signed < 0n ? -signed : signed, -to);
  return isNegative || signed < 0n ? `-${digits}` : digits;
}

/** The number that the text begins with. */
function readDigits(text: string, base: number): bigint {
  let value = 0n;
  for (const character of text) {
    const digit = /[0-9a-z]/i.test(character) ? Number.parseInt(character, 36) : base;
    if (digit >= base) break;
    value = value * BigInt(base) + BigInt(digit);
    if (value >= WORD) return value;
  }
  return value;
}

function written(value: bigint, base: number): string {
  return value.toString(base).toUpperCase();
}
