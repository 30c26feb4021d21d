import {
  civilFromDays,
  daysInMonth,
  daysOfMicros,
  floorDiv,
  MICROS_PER_DAY,
  MICROS_PER_SECOND,
} from '../../types/civil-date.ts';
import { BOOLEAN, DOUBLE, TIMESTAMP } from '../../types/data-type.ts';
import { localToEpochMicros, zoneOffsetMicros } from '../../types/time-zone.ts';
import type { ScalarFunction } from '../expr.ts';
import { takes } from './signature.ts';
import { strictInZone } from './strict.ts';

const SECONDS_PER_DAY = 86_400;
const SECONDS_PER_MONTH = 31 * SECONDS_PER_DAY;

/**
 * `months_between(end, start[, round])`: whole where both are the same day of their months or both the last one; otherwise a
 * month counts 31 days. Rounded to eight places unless `round` is false.
 */
export const monthsBetween: ScalarFunction = {
  name: 'months_between',
  minArgs: 2,
  maxArgs: 3,
  sign: takes([TIMESTAMP, TIMESTAMP, BOOLEAN], DOUBLE),
  ...strictInZone((_, { timeZone }) => (end, start, round = true) => {
    const months = between(placeInMonth(end as bigint, timeZone), placeInMonth(start as bigint, timeZone));
    return round === true ? Math.round(months * 1e8) / 1e8 : months;
  }),
  display: ([end, start, round = 'true']) => `months_between(${end}, ${start}, ${round})`,
};

interface PlaceInMonth {
  readonly months: number;
  readonly day: number;
  readonly isLast: boolean;
  readonly seconds: number;
}

function placeInMonth(micros: bigint, zone: string): PlaceInMonth {
  const days = daysOfMicros(micros + zoneOffsetMicros(micros, zone));
  const { year, month, day } = civilFromDays(days);
  const midnight = localToEpochMicros(BigInt(days) * MICROS_PER_DAY, zone);
  return {
    months: year * 12 + month,
    day,
    isLast: day === daysInMonth(year, month),
    seconds: Number(floorDiv(micros - midnight, MICROS_PER_SECOND)),
  };
}

function between(end: PlaceInMonth, start: PlaceInMonth): number {
  const months = end.months - start.months;
  if (end.day === start.day || (end.isLast && start.isLast)) return months;
  return months + ((end.day - start.day) * SECONDS_PER_DAY + end.seconds - start.seconds) / SECONDS_PER_MONTH;
}
