import { DATE, INT } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { addMonthsToDays } from './month-arithmetic.ts';
import { takes } from './signature.ts';
import { strict } from './strict.ts';

/** `add_months(date, count)`: the same day of another month, or that month's last. */
export const addMonths: ScalarFunction = {
  name: 'add_months',
  minArgs: 2,
  maxArgs: 2,
  sign: takes([DATE, INT], DATE),
  ...strict(() => (days, months) => addMonthsToDays(days as number, months as number)),
};
