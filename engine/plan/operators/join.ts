import type { Expr } from '../../expression/expr.ts';
import { type Field, type Schema, taggedColumns } from '../../types/schema.ts';
import type { PlanNode } from '../plan-node.ts';

export const JOIN_TYPES = ['inner', 'left', 'right', 'full', 'left-semi', 'left-anti'] as const;

export type JoinType = (typeof JOIN_TYPES)[number];

/** One equality of the condition: an expression over the left columns and one over the right, of the same type. */
export interface JoinKey {
  readonly left: Expr;
  readonly right: Expr;
  /** `<=>`: two nulls are equal. */
  readonly nullSafe: boolean;
}

/** The condition taken apart, as Spark does before it joins (semantics 9.3). All parts must hold. */
export interface JoinCondition {
  readonly keys: readonly JoinKey[];
  /** Conditions over the left columns alone. */
  readonly leftOnly: readonly Expr[];
  /** Conditions over the right columns alone. */
  readonly rightOnly: readonly Expr[];
  /** Conditions over the left columns followed by the right ones. */
  readonly both: readonly Expr[];
}

/** Pairs rows of two inputs. */
export interface Join<Input extends PlanNode = PlanNode> extends PlanNode {
  readonly op: 'join';
  readonly left: Input;
  readonly right: Input;
  readonly type: JoinType;
  readonly condition: JoinCondition;
  /**
   * Indexes of each side's columns that carry the event-time tag and that late rows are told by. Spark takes columns that
   * nothing reads out of a plan, tagged ones as well. Set by the optimizer; until then all tagged columns.
   */
  readonly times: { readonly left: readonly number[]; readonly right: readonly number[] };
  /**
   * Conditions over the columns of each side that its rows meet before the join sees them, of its own and of filters behind it;
   * see `join-pushdown.ts`. Set by the optimizer; until then null.
   */
  readonly pushed: { readonly left: readonly Expr[]; readonly right: readonly Expr[] } | null;
}

export function join<Input extends PlanNode>(
  nodeId: string,
  left: Input,
  right: Input,
  type: JoinType,
  condition: JoinCondition,
): Join<Input> {
  const times = { left: taggedColumns(left.schema), right: taggedColumns(right.schema) };
  const schema = joinedSchema(left.schema, right.schema, type);
  return { op: 'join', nodeId, left, right, type, condition, times, pushed: null, schema };
}

/** The left columns, then (but for semi and anti joins) the right ones; a side that may have no partner is nullable. */
export function joinedSchema(left: Schema, right: Schema, type: JoinType): Schema {
  const side = (schema: Schema, qualifier: string, mayBeMissing: boolean): Field[] =>
    schema.map((field) => ({ ...field, qualifier, nullable: field.nullable || mayBeMissing }));
  const ofLeft = side(left, 'left', type === 'right' || type === 'full');
  if (type === 'left-semi' || type === 'left-anti') return ofLeft;
  return [...ofLeft, ...side(right, 'right', type === 'left' || type === 'full')];
}
