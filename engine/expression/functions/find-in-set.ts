import { INT, STRING } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { takes } from './signature.ts';
import { strict } from './strict.ts';

/** `find_in_set(text, list)`: the place of a text in a list with commas, from 1; 0 where it is not there or holds a comma. */
export const findInSet: ScalarFunction = {
  name: 'find_in_set',
  minArgs: 2,
  maxArgs: 2,
  sign: takes([STRING], INT),
  ...strict(() => (text, list) => placeIn(text as string, list as string)),
};

function placeIn(text: string, list: string): number {
  return text.includes(',') ? 0 : list.split(',').indexOf(text) + 1;
}
