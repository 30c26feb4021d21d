import { INT, STRING } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { takes } from './signature.ts';
import { strict } from './strict.ts';
import { utf8Length } from './utf8.ts';

/** Length in bytes of UTF-8. */
export const octetLength: ScalarFunction = {
  name: 'octet_length',
  minArgs: 1,
  maxArgs: 1,
  sign: takes([STRING], INT),
  ...strict(() => (text) => utf8Length(text as string)),
};
