import { ok } from '../../base/result.ts';
import { STRING } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';

/** The name of the session's time zone. */
export const currentTimezone: ScalarFunction = {
  name: 'current_timezone',
  minArgs: 0,
  maxArgs: 0,
  sign: () => ok({ args: [], type: STRING, nullable: false }),
  compile:
    (_, __, { timeZone }) =>
    () =>
      timeZone,
};
