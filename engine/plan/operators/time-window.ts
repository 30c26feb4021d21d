import { WINDOW } from '../../types/data-type.ts';
import type { PlanNode } from '../plan-node.ts';

/** Adds the window, or a row for each of the windows, that a time falls into (semantics 4.1). All spans in microseconds. */
export interface TimeWindow<Input extends PlanNode = PlanNode> extends PlanNode {
  readonly op: 'time-window';
  readonly input: Input;
  /** Index of a timestamp column, or of a window struct, which counts as its `window_time`. */
  readonly column: number;
  readonly durationMicros: bigint;
  readonly slideMicros: bigint;
  readonly startMicros: bigint;
  readonly name: string;
}

export type TimeWindowSpans = Pick<TimeWindow, 'durationMicros' | 'slideMicros' | 'startMicros'>;

export function timeWindow<Input extends PlanNode>(
  nodeId: string,
  input: Input,
  column: number,
  spans: TimeWindowSpans,
  name: string,
): TimeWindow<Input> {
  const eventTime = input.schema[column]?.eventTime;
  const added = {
    name,
    type: WINDOW,
    nullable: false,
    window: true as const,
    ...(eventTime === undefined ? {} : { eventTime }),
  };
  return { op: 'time-window', nodeId, input, column, ...spans, name, schema: [...input.schema, added] };
}
