import { EngineError } from '../../base/errors/engine-error.ts';
import { daysFromCivil, isCivilDate } from '../../types/civil-date.ts';
import { DATE, INT } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { takes } from './signature.ts';
import { strict } from './strict.ts';

/** Java's dates end with this year, and before its negative. */
const YEAR_MAX = 999_999_999;

/** `make_date(year, month, day)`. Throws EXP-067 for a date that the calendar does not have. */
export const makeDate: ScalarFunction = {
  name: 'make_date',
  minArgs: 3,
  maxArgs: 3,
  sign: takes([INT], DATE),
  ...strict(() => (year, month, day) => daysFromParts(year as number, month as number, day as number)),
};

function daysFromParts(year: number, month: number, day: number): number {
  const days =
    Math.abs(year) <= YEAR_MAX && isCivilDate(year, month, day) ? daysFromCivil(year, month, day) : Number.NaN;
  // A date holds its days in 32 bits.
  if ((days | 0) !== days) throw new EngineError('EXP-067', { value: `${year}-${month}-${day}` });
  return days;
}
