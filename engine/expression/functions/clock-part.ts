import { floorMod, MICROS_PER_DAY } from '../../types/civil-date.ts';
import { INT, TIMESTAMP } from '../../types/data-type.ts';
import { zoneOffsetMicros } from '../../types/time-zone.ts';
import type { ScalarFunction } from '../expr.ts';
import { takes } from './signature.ts';
import { strictInZone } from './strict.ts';

/** A number read off the clock of the session's time zone. */
export function clockPart(name: string, read: (secondOfDay: number) => number): ScalarFunction {
  return {
    name,
    minArgs: 1,
    maxArgs: 1,
    sign: takes([TIMESTAMP], INT),
    ...strictInZone((_, { timeZone }) => (micros) => {
      const instant = micros as bigint;
      const local = instant + zoneOffsetMicros(instant, timeZone);
      return read(Number(floorMod(local, MICROS_PER_DAY) / 1_000_000n));
    }),
  };
}
