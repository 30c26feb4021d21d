import { INT, STRING } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { repeated } from './repeated-text.ts';
import { takes } from './signature.ts';
import { strict } from './strict.ts';

/** The text so many times; nothing for a negative number. */
export const repeat: ScalarFunction = {
  name: 'repeat',
  minArgs: 2,
  maxArgs: 2,
  sign: takes([STRING, INT], STRING),
  ...strict(() => (text, count) => repeated(text as string, count as number)),
};
