import { DATE, STRING } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { firstDayOfUnit } from './calendar-unit.ts';
import { takes } from './signature.ts';
import { strict } from './strict.ts';

/** `trunc(date, unit)`: the first day of the unit; null for a unit below the week or none at all. */
export const trunc: ScalarFunction = {
  name: 'trunc',
  minArgs: 2,
  maxArgs: 2,
  sign: takes([DATE, STRING], DATE, true),
  ...strict(() => (days, unit) => firstDayOfUnit((unit as string).toLowerCase(), days as number)),
};
