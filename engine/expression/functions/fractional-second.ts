import { floorMod } from '../../types/civil-date.ts';
import { decimal, TIMESTAMP } from '../../types/data-type.ts';
import { zoneOffsetMicros } from '../../types/time-zone.ts';
import type { ScalarFunction } from '../expr.ts';
import { takes } from './signature.ts';
import { strictInZone } from './strict.ts';

/** Seconds of the minute with their microseconds. */
export const SECONDS_OF_MINUTE = decimal(8, 6);

/** The second and its fraction; for `extract` alone. */
export const fractionalSecond: ScalarFunction = {
  name: 'second with fraction',
  minArgs: 1,
  maxArgs: 1,
  sign: takes([TIMESTAMP], SECONDS_OF_MINUTE),
  ...strictInZone((_, { timeZone }) => (micros) => {
    const instant = micros as bigint;
    return floorMod(instant + zoneOffsetMicros(instant, timeZone), 60_000_000n);
  }),
};
