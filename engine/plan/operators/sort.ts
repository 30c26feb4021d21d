import type { Expr } from '../../expression/expr.ts';
import type { PlanNode } from '../plan-node.ts';

export interface SortOrder {
  readonly expr: Expr;
  readonly descending: boolean;
  /** Spark puts nulls first when ascending and last when descending, unless told otherwise. */
  readonly nullsFirst: boolean;
}

/** Puts the rows of a batch, or of a complete result, in order. */
export interface Sort<Input extends PlanNode = PlanNode> extends PlanNode {
  readonly op: 'sort';
  readonly input: Input;
  readonly orders: readonly SortOrder[];
}

export function sort<Input extends PlanNode>(nodeId: string, input: Input, orders: readonly SortOrder[]): Sort<Input> {
  return { op: 'sort', nodeId, input, orders, schema: input.schema };
}
