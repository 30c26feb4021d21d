import { INT, STRING } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { takes } from './signature.ts';
import { sqlSubstring } from './sql-substring.ts';
import { strict } from './strict.ts';

/** `right(text, count)`: the last characters. */
export const right: ScalarFunction = {
  name: 'right',
  minArgs: 2,
  maxArgs: 2,
  sign: takes([STRING, INT], STRING, true),
  ...strict(() => (text, count) => lastCharacters(text as string, count as number)),
};

function lastCharacters(text: string, count: number): string {
  return count <= 0 ? '' : sqlSubstring(text, -count, count);
}
