import { DOUBLE } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { takes } from './signature.ts';
import { strict } from './strict.ts';

/** A function without arguments that always gives the same double. */
export function constantDouble(name: string, value: number): ScalarFunction {
  return {
    name,
    minArgs: 0,
    maxArgs: 0,
    sign: takes([], DOUBLE, false),
    ...strict(() => () => value),
    display: () => `${name.toUpperCase()}()`,
  };
}
