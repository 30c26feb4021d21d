import type { Expr } from '../../expression/expr.ts';
import type { PlanNode } from '../plan-node.ts';

/** Keeps the rows for which the condition is true: neither false nor null. */
export interface Filter<Input extends PlanNode = PlanNode> extends PlanNode {
  readonly op: 'filter';
  readonly input: Input;
  readonly condition: Expr;
}

export function filter<Input extends PlanNode>(nodeId: string, input: Input, condition: Expr): Filter<Input> {
  return { op: 'filter', nodeId, input, condition, schema: input.schema };
}
