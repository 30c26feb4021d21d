import type { Expr } from '../../expression/expr.ts';
import { windowTime } from '../../expression/functions/window-time.ts';
import { columnTags, type EventTimeTag, type Schema } from '../../types/schema.ts';
import type { PlanNode } from '../plan-node.ts';

export interface NamedExpr {
  readonly expr: Expr;
  readonly name: string;
}

/** Computes columns: `select`, and `withColumn` when the node keeps the others. */
export interface Project<Input extends PlanNode = PlanNode> extends PlanNode {
  readonly op: 'project';
  readonly input: Input;
  readonly columns: readonly NamedExpr[];
}

export function project<Input extends PlanNode>(
  nodeId: string,
  input: Input,
  columns: readonly NamedExpr[],
): Project<Input> {
  const schema = columns.map(({ expr, name }) => {
    // The event-time tag goes with a bare column, renamed or not, and with the window_time of one; any other expression loses
    // it (semantics 4.2, 5.1).
    const field = expr.kind === 'column' ? input.schema[expr.index] : undefined;
    const eventTime = windowTimeTag(expr, input.schema);
    const qualifier = field !== undefined && field.name === name ? field.qualifier : undefined;
    return {
      name,
      type: expr.type,
      nullable: expr.nullable,
      ...columnTags(field),
      ...(eventTime === undefined ? {} : { eventTime }),
      ...(qualifier === undefined ? {} : { qualifier }),
    };
  });
  return { op: 'project', nodeId, input, columns, schema };
}

function windowTimeTag(expr: Expr, schema: Schema): EventTimeTag | undefined {
  if (expr.kind !== 'call' || expr.function !== windowTime) return undefined;
  const [window] = expr.args;
  return window?.kind === 'column' ? schema[window.index]?.eventTime : undefined;
}
