import type { Expr } from '../../expression/expr.ts';
import type { PlanNode } from '../plan-node.ts';

/** `withWatermark`: watches event times and tags their column. Never drops a row by itself. */
export interface EventTimeWatermark<Input extends PlanNode = PlanNode> extends PlanNode {
  readonly op: 'event-time-watermark';
  readonly input: Input;
  /** Index of a timestamp column, or of a window struct whose `end` is the time. */
  readonly column: number;
  readonly delayMs: number;
  /**
   * Conditions of filters behind it that Spark would run before it: rows that they reject do not move the watermark.
   * Set by the optimizer; the rows still run through the nodes in the canvas's order.
   */
  readonly guards: readonly Expr[];
}

export function eventTimeWatermark<Input extends PlanNode>(
  nodeId: string,
  input: Input,
  column: number,
  delayMs: number,
): EventTimeWatermark<Input> {
  const schema = input.schema.map((field, index) => (index === column ? { ...field, eventTime: { delayMs } } : field));
  return { op: 'event-time-watermark', nodeId, input, column, delayMs, guards: [], schema };
}
