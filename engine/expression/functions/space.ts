import { INT, STRING } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { repeated } from './repeated-text.ts';
import { takes } from './signature.ts';
import { strict } from './strict.ts';

/** So many spaces; none for a negative number. */
export const space: ScalarFunction = {
  name: 'space',
  minArgs: 1,
  maxArgs: 1,
  sign: takes([INT], STRING),
  ...strict(() => (count) => repeated(' ', count as number)),
};
