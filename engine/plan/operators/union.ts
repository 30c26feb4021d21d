import type { Expr } from '../../expression/expr.ts';
import type { Schema } from '../../types/schema.ts';
import type { PlanNode } from '../plan-node.ts';

/** All rows of several inputs. */
export interface Union<Input extends PlanNode = PlanNode> extends PlanNode {
  readonly op: 'union';
  /** Two or more, in the order in which they were wired. */
  readonly inputs: readonly Input[];
  /** For each input, what gives each of the union's columns over the input's row: a column, a cast of one, or NULL. */
  readonly columns: readonly (readonly Expr[])[];
}

export function union<Input extends PlanNode>(
  nodeId: string,
  inputs: readonly Input[],
  columns: readonly (readonly Expr[])[],
  schema: Schema,
): Union<Input> {
  return { op: 'union', nodeId, inputs, columns, schema };
}
