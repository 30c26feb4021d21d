import { INT, STRING } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { takes } from './signature.ts';
import { sqlSubstring } from './sql-substring.ts';
import { strict } from './strict.ts';

/** `left(text, count)`: the first characters. */
export const left: ScalarFunction = {
  name: 'left',
  minArgs: 2,
  maxArgs: 2,
  sign: takes([STRING, INT], STRING),
  ...strict(() => (text, count) => sqlSubstring(text as string, 1, count as number)),
};
