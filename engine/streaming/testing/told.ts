import type { StreamingQueryProgress } from '../progress.ts';

interface Told {
  readonly progress: StreamingQueryProgress;
}

/** The watermark of a batch in seconds; null where the query defines none. */
export function watermarkOf({ progress }: Told): number | null {
  const text = progress.eventTime?.watermark;
  return text === undefined ? null : Date.parse(text) / 1000;
}

/** Rows updated, removed, in all and dropped as late by each operator with state, the one nearest the sink first. */
export function stateOf({ progress }: Told): number[][] {
  return progress.stateOperators.map((operator) => [
    operator.numRowsUpdated,
    operator.numRowsRemoved,
    operator.numRowsTotal,
    operator.numRowsDroppedByWatermark,
  ]);
}

/** Seconds since 1970 of a time in a row. */
export function secondsOf(time: unknown): number {
  return Date.parse(String(time)) / 1000;
}
