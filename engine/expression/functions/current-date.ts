import { ok } from '../../base/result.ts';
import { DATE } from '../../types/data-type.ts';
import { daysAt } from '../../types/timestamp-text.ts';
import type { ScalarFunction } from '../expr.ts';

/** The date of the micro-batch's time in the session's time zone. */
export const currentDate: ScalarFunction = {
  name: 'current_date',
  aliases: ['curdate'],
  minArgs: 0,
  maxArgs: 0,
  sign: () => ok({ args: [], type: DATE, nullable: false }),
  compile:
    (_, __, { timeZone, batchTimestampMs }) =>
    () =>
      daysAt(BigInt(batchTimestampMs()) * 1000n, timeZone),
  display: () => 'current_date()',
};
