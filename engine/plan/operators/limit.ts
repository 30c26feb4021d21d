import type { PlanNode } from '../plan-node.ts';

/** Lets so many rows pass and no more: over all micro-batches, or per batch behind a complete aggregation (semantics 6.2). */
export interface Limit<Input extends PlanNode = PlanNode> extends PlanNode {
  readonly op: 'limit';
  readonly input: Input;
  readonly count: number;
}

export function limit<Input extends PlanNode>(nodeId: string, input: Input, count: number): Limit<Input> {
  return { op: 'limit', nodeId, input, count, schema: input.schema };
}
