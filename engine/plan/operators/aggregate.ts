import type { BoundAggregate } from '../../expression/aggregates/aggregate-function.ts';
import type { AggregateOrigin } from '../../expression/aggregates/bind-aggregate.ts';
import type { Expr } from '../../expression/expr.ts';
import { columnTags } from '../../types/schema.ts';
import type { PlanNode } from '../plan-node.ts';
import type { NamedExpr } from './project.ts';

export interface AggregateCall {
  readonly name: string;
  /** The function's first name, for explain and for compiled code. */
  readonly functionName: string;
  readonly aggregate: BoundAggregate;
  /** What `aggregate` was bound from. */
  readonly origin: AggregateOrigin;
  /** Arguments, cast to `aggregate.argumentTypes`; none for `count(*)`. */
  readonly args: readonly Expr[];
}

/** Groups rows by keys; one output row a group: the keys, then the aggregates. No keys: one group for all rows. */
export interface Aggregate<Input extends PlanNode = PlanNode> extends PlanNode {
  readonly op: 'aggregate';
  readonly input: Input;
  readonly keys: readonly NamedExpr[];
  readonly calls: readonly AggregateCall[];
}

export function aggregate<Input extends PlanNode>(
  nodeId: string,
  input: Input,
  keys: readonly NamedExpr[],
  calls: readonly AggregateCall[],
): Aggregate<Input> {
  const keyFields = keys.map(({ expr, name }) => {
    const { sessionWindow: _, ...tags } = columnTags(expr.kind === 'column' ? input.schema[expr.index] : undefined);
    return { name, type: expr.type, nullable: expr.nullable, ...tags };
  });
  const callFields = calls.map(({ name, aggregate: bound }) => ({
    name,
    type: bound.resultType,
    nullable: bound.nullable,
  }));
  return { op: 'aggregate', nodeId, input, keys, calls, schema: [...keyFields, ...callFields] };
}

/** Index among the keys of the column that carries the event-time tag; -1 when none does. */
export function eventTimeKey(plan: Aggregate): number {
  return plan.schema.slice(0, plan.keys.length).findIndex((field) => field.eventTime !== undefined);
}

/** Index among the keys of the column that holds sessions, which the aggregation merges; -1 when none does. */
export function sessionKey(plan: Aggregate): number {
  return plan.keys.findIndex(({ expr }) => expr.kind === 'column' && plan.input.schema[expr.index]?.sessionWindow);
}
