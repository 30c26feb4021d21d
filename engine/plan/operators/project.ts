import type { Expr } from '../../expression/expr.ts';
import type { Schema } from '../../types/schema.ts';
import type { LogicalPlan } from '../logical-plan.ts';

export interface NamedExpr {
  readonly expr: Expr;
  readonly name: string;
}

/** Computes columns: `select`, and `withColumn` when the node keeps the others. */
export interface Project {
  readonly op: 'project';
  readonly nodeId: string;
  readonly input: LogicalPlan;
  readonly columns: readonly NamedExpr[];
  readonly schema: Schema;
}

export function project(nodeId: string, input: LogicalPlan, columns: readonly NamedExpr[]): Project {
  const schema = columns.map(({ expr, name }) => {
    // The event-time tag goes with a bare column, renamed or not; any other expression loses it (semantics 5.1).
    const eventTime = expr.kind === 'column' ? input.schema[expr.index]?.eventTime : undefined;
    return { name, type: expr.type, nullable: expr.nullable, ...(eventTime === undefined ? {} : { eventTime }) };
  });
  return { op: 'project', nodeId, input, columns, schema };
}
