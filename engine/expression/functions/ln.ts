import { DOUBLE } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { takes } from './signature.ts';
import { strict } from './strict.ts';

/** The natural logarithm; null at and below zero, as in Spark. */
export const ln: ScalarFunction = {
  name: 'ln',
  minArgs: 1,
  maxArgs: 1,
  sign: takes([DOUBLE], DOUBLE, true),
  ...strict(() => (value) => ((value as number) <= 0 ? null : Math.log(value as number))),
};
