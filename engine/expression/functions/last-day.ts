import { civilFromDays, daysFromCivil, daysInMonth } from '../../types/civil-date.ts';
import { DATE } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { takes } from './signature.ts';
import { strict } from './strict.ts';

/** `last_day(date)`: the last day of its month. */
export const lastDay: ScalarFunction = {
  name: 'last_day',
  minArgs: 1,
  maxArgs: 1,
  sign: takes([DATE], DATE),
  ...strict(() => (days) => {
    const { year, month } = civilFromDays(days as number);
    return daysFromCivil(year, month, daysInMonth(year, month));
  }),
};
