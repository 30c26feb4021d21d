import { WINDOW } from '../../types/data-type.ts';
import type { Schema } from '../../types/schema.ts';
import type { LogicalPlan } from '../logical-plan.ts';

/** Adds the window, or a row for each of the windows, that a time falls into (semantics 4.1). All spans in microseconds. */
export interface TimeWindow {
  readonly op: 'time-window';
  readonly nodeId: string;
  readonly input: LogicalPlan;
  /** Index of a timestamp column, or of a window struct, which counts as its `window_time`. */
  readonly column: number;
  readonly durationMicros: bigint;
  readonly slideMicros: bigint;
  readonly startMicros: bigint;
  readonly name: string;
  readonly schema: Schema;
}

export type TimeWindowSpans = Pick<TimeWindow, 'durationMicros' | 'slideMicros' | 'startMicros'>;

export function timeWindow(
  nodeId: string,
  input: LogicalPlan,
  column: number,
  spans: TimeWindowSpans,
  name: string,
): TimeWindow {
  const eventTime = input.schema[column]?.eventTime;
  const added = { name, type: WINDOW, nullable: false, ...(eventTime === undefined ? {} : { eventTime }) };
  return { op: 'time-window', nodeId, input, column, ...spans, name, schema: [...input.schema, added] };
}
