import { EngineError } from '../../base/errors/engine-error.ts';
import { DAY_NAMES } from '../../types/calendar-names.ts';
import { DATE, STRING } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { weekdayFromMonday } from './date-part.ts';
import { takes } from './signature.ts';
import { strict } from './strict.ts';
import { wrappedDays } from './time-arithmetic.ts';

/** `next_day(date, day)`: the first such day of the week after the date. */
export const nextDay: ScalarFunction = {
  name: 'next_day',
  minArgs: 2,
  maxArgs: 2,
  sign: takes([DATE, STRING], DATE, true),
  ...strict(() => (days, name) => {
    const wanted = weekdayNamed(name as string);
    const today = weekdayFromMonday(days as number);
    return wrappedDays((days as number) + ((wanted - today + 6) % 7) + 1);
  }),
};

/** 0 for Monday to 6 for Sunday, by the whole name or its first two or three letters. Throws EXP-065. */
function weekdayNamed(text: string): number {
  const wanted = text.toLowerCase();
  const found = DAY_NAMES.findIndex((name) =>
    [name, name.slice(0, 2), name.slice(0, 3)].some((known) => known.toLowerCase() === wanted),
  );
  if (found < 0) throw new EngineError('EXP-065', { text: text.slice(0, 80) });
  return found;
}
