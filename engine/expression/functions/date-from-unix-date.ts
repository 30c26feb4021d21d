import { DATE, INT } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { takes } from './signature.ts';
import { strict } from './strict.ts';

/** `date_from_unix_date(days)`: the date so many days after 1970-01-01. */
export const dateFromUnixDate: ScalarFunction = {
  name: 'date_from_unix_date',
  minArgs: 1,
  maxArgs: 1,
  sign: takes([INT], DATE),
  ...strict(
    () =>
      (days = null) =>
        days,
  ),
};
