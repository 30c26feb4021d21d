import { INT, STRING } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { takes } from './signature.ts';
import { strict } from './strict.ts';
import { utf8Length } from './utf8.ts';

/** Length in bits of UTF-8. */
export const bitLength: ScalarFunction = {
  name: 'bit_length',
  minArgs: 1,
  maxArgs: 1,
  sign: takes([STRING], INT),
  ...strict(() => (text) => 8 * utf8Length(text as string)),
};
