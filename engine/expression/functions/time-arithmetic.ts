import { EngineError } from '../../base/errors/engine-error.ts';
import { MICROS_PER_DAY } from '../../types/civil-date.ts';
import { BIGINT_MAX, BIGINT_MIN } from '../../types/integer-range.ts';
import { localToEpochMicros, zoneOffsetMicros } from '../../types/time-zone.ts';
import { datetimeOverflow } from '../../types/value-errors.ts';

/** `micros`, if a timestamp can hold it. Throws an `EngineError` otherwise. */
export function checkedMicros(micros: bigint, operation: string): bigint {
  if (micros < BIGINT_MIN || micros > BIGINT_MAX) throw datetimeOverflow(operation);
  return micros;
}

/** `micros`, if an interval can hold it. Throws EXP-083 otherwise. */
export function checkedInterval(micros: bigint, operation: string): bigint {
  if (micros < BIGINT_MIN || micros > BIGINT_MAX) throw new EngineError('EXP-083', { operation });
  return micros;
}

/** `days` since 1970 as a date holds it: beyond its 32 bits Spark goes on at the other end, without an error. */
export function wrappedDays(days: number): number {
  return days | 0;
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
  const offset = zoneOffsetMicros(micros, zone);
  const local = micros + offset + days * MICROS_PER_DAY;
  return checkedMicros(instantNear(checkedMicros(local, operation), offset, zone) + rest, operation);
}

/** The instant of a local time; of two with one reading the one at `offset`, which the clock had before the time was moved. */
export function instantNear(localMicros: bigint, offset: bigint, zone: string): bigint {
  const kept = localMicros - offset;
  return zoneOffsetMicros(kept, zone) === offset ? kept : localToEpochMicros(localMicros, zone);
}
