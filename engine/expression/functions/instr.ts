import { INT, STRING } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { takes } from './signature.ts';
import { strict } from './strict.ts';
import { positionIn } from './text-position.ts';

/** `instr(text, part)`: where the part first lies, from 1; 0 where it does not. */
export const instr: ScalarFunction = {
  name: 'instr',
  minArgs: 2,
  maxArgs: 2,
  sign: takes([STRING], INT),
  ...strict(() => (text, part) => positionIn(text as string, part as string)),
};
