import { BIGINT, INT } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { takes } from './signature.ts';
import { strict } from './strict.ts';

/** The greatest number whose factorial is a bigint. */
const GREATEST = 20;

/** Null for what is below 0 or above 20. */
export const factorial: ScalarFunction = {
  name: 'factorial',
  minArgs: 1,
  maxArgs: 1,
  sign: takes([INT], BIGINT, true),
  ...strict(() => (value) => product(value as number)),
};

function product(count: number): bigint | null {
  if (count < 0 || count > GREATEST) return null;
  let result = 1n;
  for (let factor = 2n; factor <= BigInt(count); factor++) result *= factor;
  return result;
}
