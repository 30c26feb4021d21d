import type { Expr } from '../../expression/expr.ts';
import { WINDOW } from '../../types/data-type.ts';
import type { PlanNode } from '../plan-node.ts';

/**
 * Adds the session that a row begins by itself: from its time to its time and the gap (semantics 4.3). A group-by whose keys
 * have the column merges sessions that touch.
 */
export interface SessionWindow<Input extends PlanNode = PlanNode> extends PlanNode {
  readonly op: 'session-window';
  readonly input: Input;
  /** Index of a timestamp column, or of a window struct, which counts as its `window_time`. */
  readonly column: number;
  /** The gap in microseconds for every row, or an expression that gives an interval or interval text row by row. */
  readonly gap: { readonly micros: bigint } | { readonly expr: Expr };
  readonly name: string;
}

export function sessionWindow<Input extends PlanNode>(
  nodeId: string,
  input: Input,
  column: number,
  gap: SessionWindow['gap'],
  name: string,
): SessionWindow<Input> {
  const eventTime = input.schema[column]?.eventTime;
  const added = {
    name,
    type: WINDOW,
    nullable: false,
    window: true as const,
    sessionWindow: true as const,
    ...(eventTime === undefined ? {} : { eventTime }),
  };
  return { op: 'session-window', nodeId, input, column, gap, name, schema: [...input.schema, added] };
}
