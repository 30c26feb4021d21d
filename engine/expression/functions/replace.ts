import { STRING } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { takes } from './signature.ts';
import { strict } from './strict.ts';

/** `replace(text, search[, replacement])`: an empty search leaves the text as it is. */
export const replace: ScalarFunction = {
  name: 'replace',
  minArgs: 2,
  maxArgs: 3,
  sign: takes([STRING], STRING),
  ...strict(() => (text, search, replacement = '') => {
    if (search === '') return text ?? null;
    return (text as string).split(search as string).join(replacement as string);
  }),
  display: ([text, search, replacement = '']) => `replace(${text}, ${search}, ${replacement})`,
};
