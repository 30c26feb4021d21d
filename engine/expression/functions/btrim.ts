import { STRING } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { takes } from './signature.ts';
import { strict } from './strict.ts';
import { trimText } from './trimming.ts';

/** `btrim(text[, unwanted])`: like `trim`, with the text first. */
export const btrim: ScalarFunction = {
  name: 'btrim',
  minArgs: 1,
  maxArgs: 2,
  sign: takes([STRING], STRING),
  ...strict(
    () =>
      (text, unwanted = ' ') =>
        trimText(text as string, unwanted as string, 'both'),
  ),
};
