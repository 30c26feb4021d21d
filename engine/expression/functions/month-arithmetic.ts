import {
  civilFromDays,
  daysFromCivil,
  daysInMonth,
  daysOfMicros,
  floorMod,
  MICROS_PER_DAY,
} from '../../types/civil-date.ts';
import { DATE } from '../../types/data-type.ts';
import { zoneOffsetMicros } from '../../types/time-zone.ts';
import { arithmeticOverflow, datetimeOverflow } from '../../types/value-errors.ts';
import { checkedMicros, instantNear } from './time-arithmetic.ts';

/** Java's dates end with this year, and before its negative. */
const YEAR_MAX = 999_999_999;

/** The same day `months` later, or the last day of a month that is shorter; null beyond all dates. */
function shiftedDays(days: number, months: number): number | null {
  const { year, month, day } = civilFromDays(days);
  const count = year * 12 + (month - 1) + months;
  const toYear = Math.floor(count / 12);
  if (Math.abs(toYear) > YEAR_MAX) return null;
  const toMonth = count - toYear * 12 + 1;
  return daysFromCivil(toYear, toMonth, Math.min(day, daysInMonth(toYear, toMonth)));
}

/** A date some months on or back. Throws EXE-003 where a date cannot hold the result. */
export function addMonthsToDays(days: number, months: number): number {
  const shifted = shiftedDays(days, months);
  if (shifted === null || shifted < -2147483648 || shifted > 2147483647) {
    throw arithmeticOverflow('date + months', DATE);
  }
  return shifted;
}

/** A timestamp some months on or back on the clock of `zone`, at the same time of day. Throws EXE-008 beyond the range. */
export function addMonthsToMicros(micros: bigint, months: number, zone: string): bigint {
  const offset = zoneOffsetMicros(micros, zone);
  const local = micros + offset;
  const operation = 'timestamp + months';
  const days = shiftedDays(daysOfMicros(local), months);
  if (days === null) throw datetimeOverflow(operation);
  const shifted = BigInt(days) * MICROS_PER_DAY + floorMod(local, MICROS_PER_DAY);
  return checkedMicros(instantNear(checkedMicros(shifted, operation), offset, zone), operation);
}
