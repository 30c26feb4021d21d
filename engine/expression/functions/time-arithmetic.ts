import { MICROS_PER_DAY } from '../../types/civil-date.ts';
import { BIGINT_MAX, BIGINT_MIN } from '../../types/integer-range.ts';
import { localToEpochMicros, zoneOffsetMicros } from '../../types/time-zone.ts';
import { datetimeOverflow } from '../../types/value-errors.ts';

/** `micros`, if a timestamp or an interval can hold it. Throws an `EngineError` otherwise. */
export function checkedMicros(micros: bigint, operation: string): bigint {
  if (micros < BIGINT_MIN || micros > BIGINT_MAX) throw datetimeOverflow(operation);
  return micros;
}

/** `days` since 1970, if a date can hold it. */
export function checkedDays(days: number, operation: string): number {
  if (!Number.isSafeInteger(days) || days < -2147483648 || days > 2147483647) throw datetimeOverflow(operation);
  return days;
}

/**
 * A timestamp moved by an interval as Spark moves it: whole days on the calendar of `zone`, where a day may have 23 or 25 hours,
 * the rest on the clock.
 */
export function addInterval(micros: bigint, interval: bigint, zone: string): bigint {
  const days = interval / MICROS_PER_DAY;
  const rest = interval - days * MICROS_PER_DAY;
  const operation = 'timestamp + interval';
  if (days === 0n) return checkedMicros(micros + rest, operation);
  const local = micros + zoneOffsetMicros(micros, zone) + days * MICROS_PER_DAY;
  return checkedMicros(localToEpochMicros(checkedMicros(local, operation), zone) + rest, operation);
}
