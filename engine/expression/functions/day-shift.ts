import { DATE, INT } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { takes } from './signature.ts';
import { strict } from './strict.ts';
import { checkedDays } from './time-arithmetic.ts';

/** `date_add` and `date_sub`: a date some days on or back. */
export function dayShift(name: string, aliases: readonly string[], direction: 1 | -1): ScalarFunction {
  return {
    name,
    aliases,
    minArgs: 2,
    maxArgs: 2,
    sign: takes([DATE, INT], DATE),
    ...strict(() => (days, count) => checkedDays((days as number) + direction * (count as number), name)),
  };
}
