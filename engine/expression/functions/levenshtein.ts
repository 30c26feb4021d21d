import { INT, STRING } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { takes } from './signature.ts';
import { strict } from './strict.ts';

/** `levenshtein(a, b[, limit])`: how many characters must be put in, left out or changed; -1 where that is more than `limit`. */
export const levenshtein: ScalarFunction = {
  name: 'levenshtein',
  minArgs: 2,
  maxArgs: 3,
  sign: takes([STRING, STRING, INT], INT),
  ...strict(() => (a, b, limit = null) => {
    const found = distance(Array.from(a as string), Array.from(b as string));
    return limit !== null && found > (limit as number) ? -1 : found;
  }),
};

function distance(a: readonly string[], b: readonly string[]): number {
  let above = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (const [i, character] of a.entries()) {
    const row = [i + 1];
    for (const [j, other] of b.entries()) {
      const replaced = (above[j] ?? 0) + (character === other ? 0 : 1);
      row.push(Math.min(replaced, (above[j + 1] ?? 0) + 1, (row[j] ?? 0) + 1));
    }
    above = row;
  }
  return above[b.length] ?? 0;
}
