import { DATE, INT } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { takesExactly } from './exact-arguments.ts';
import { strict } from './strict.ts';

/** `unix_date(date)`: days since 1970. */
export const unixDate: ScalarFunction = {
  name: 'unix_date',
  minArgs: 1,
  maxArgs: 1,
  sign: takesExactly([DATE], INT),
  ...strict(
    () =>
      (days = null) =>
        days,
  ),
};
