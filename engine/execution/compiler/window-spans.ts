import type { TimeWindow } from '../../plan/operators/time-window.ts';

/** Windows' spans in microseconds as numbers. */
export interface WindowSpans {
  readonly durationMicros: number;
  readonly slideMicros: number;
  readonly startMicros: number;
}

/** Times whose windows are computed exactly: until the year 2112. Later ones take the general path. */
export const TIME_MAX = 2 ** 52;
/** Windows' spans up to here leave all sums of times and spans safe integers: some 35 years. */
export const SPAN_MICROS_MAX = 2n ** 50n;

export function spansOf({ durationMicros, slideMicros, startMicros }: TimeWindow): WindowSpans {
  return {
    durationMicros: Number(durationMicros),
    slideMicros: Number(slideMicros),
    startMicros: Number(startMicros),
  };
}

/** Windows that one time can fall into. */
export function windowsMax({ durationMicros, slideMicros }: WindowSpans): number {
  return Math.ceil(durationMicros / slideMicros);
}

/**
 * The longest span so that all times inside one piece of it fall into the same windows; pieces begin at multiples of it from the
 * windows' own start on.
 */
export function paneMicros({ durationMicros, slideMicros }: WindowSpans): number {
  let [larger, smaller] = [durationMicros, slideMicros];
  while (smaller !== 0) [larger, smaller] = [smaller, larger % smaller];
  return larger;
}

/** The last multiple of `step`, counted from `from`, that is not behind `time`. All of them are within the exact times. */
export function floorTo(time: number, step: number, from: number): number {
  const at = Math.floor((time - from) / step) * step + from;
  return at > time ? at - step : at + step <= time ? at + step : at;
}
