import { BOOLEAN, STRING } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { takes } from './signature.ts';
import { strict } from './strict.ts';

/** A question about two strings. */
export function textTest(name: string, test: (text: string, part: string) => boolean): ScalarFunction {
  return {
    name,
    minArgs: 2,
    maxArgs: 2,
    sign: takes([STRING], BOOLEAN),
    ...strict(() => (text, part) => test(text as string, part as string)),
  };
}
