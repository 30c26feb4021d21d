import { INT, STRING } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { takes } from './signature.ts';
import { strict } from './strict.ts';

/** The code point of the first character; 0 where there is none. */
export const ascii: ScalarFunction = {
  name: 'ascii',
  minArgs: 1,
  maxArgs: 1,
  sign: takes([STRING], INT),
  ...strict(() => (text) => (text as string).codePointAt(0) ?? 0),
};
