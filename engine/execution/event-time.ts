import type { DataType } from '../types/data-type.ts';
import type { Value } from '../types/value.ts';

/**
 * Reads the event time of a column in microseconds: the value of a timestamp, the end of a window. Null where the
 * column is null.
 */
export function eventTimeReader(type: DataType): (value: Value) => bigint | null {
  if (type.kind !== 'struct') return (value) => value as bigint | null;
  const end = type.fields.findIndex((field) => field.name === 'end');
  return (value) => (value === null ? null : ((value as readonly Value[])[end] as bigint | null));
}

/**
 * Reads the time at which a row counts: the value of a timestamp, and for a window its `window_time`, the last microsecond
 * inside it (semantics 4.2).
 */
export function rowTimeReader(type: DataType): (value: Value) => bigint | null {
  const eventTime = eventTimeReader(type);
  if (type.kind !== 'struct') return eventTime;
  return (value) => {
    const end = eventTime(value);
    return end === null ? null : end - 1n;
  };
}

/** Milliseconds of a time in microseconds, rounded down also before 1970. */
export function floorToMs(micros: bigint): number {
  return Math.floor(Number(micros) / 1000);
}
