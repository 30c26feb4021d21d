import type { Expr } from '../../expression/expr.ts';
import type { Schema } from '../../types/schema.ts';
import type { LogicalPlan } from '../logical-plan.ts';

/** Keeps the rows for which the condition is true: neither false nor null. */
export interface Filter {
  readonly op: 'filter';
  readonly nodeId: string;
  readonly input: LogicalPlan;
  readonly condition: Expr;
  readonly schema: Schema;
}

export function filter(nodeId: string, input: LogicalPlan, condition: Expr): Filter {
  return { op: 'filter', nodeId, input, condition, schema: input.schema };
}
