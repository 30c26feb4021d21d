import { INT, STRING } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { takes } from './signature.ts';
import { strict } from './strict.ts';
import { characterCount } from './text-function.ts';

export const length: ScalarFunction = {
  name: 'length',
  aliases: ['char_length', 'character_length', 'len'],
  minArgs: 1,
  maxArgs: 1,
  sign: takes([STRING], INT),
  ...strict(() => (text) => characterCount(text as string)),
};
