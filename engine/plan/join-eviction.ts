/**
 * When rows that a join of two streams keeps can find no partner any more (semantics 9.4): by the event time that is one of
 * its keys, or by a bound that the condition sets between the times of the two sides.
 */
import type { Expr } from '../expression/expr.ts';
import { isPushed, type JoinSide, otherSide } from './join-side.ts';
import { isStreamingPlan, type LogicalPlan } from './logical-plan.ts';
import { shiftColumns } from './map-columns.ts';
import type { Join, JoinKey } from './operators/join.ts';
import { type BoundSides, boundAt, type StateBound, stateBoundOf } from './state-bound.ts';

/** What tells when a stored row goes. */
export interface SideEviction {
  /** `index` counts the join's keys, or the side's columns. */
  readonly by: 'key' | 'column';
  readonly index: number;
  /** Rows whose time is at or below this go, in ms, when the join's own watermark stands at `watermarkMs`. */
  boundMs(watermarkMs: number): number;
}

/** By side; null where rows are kept for ever. */
export type JoinEviction = Readonly<Record<JoinSide, SideEviction | null>>;

/** Whether both sides come in batch by batch, so that the join keeps the rows of both (semantics 9.2). */
export function isStreamStreamJoin(plan: Join<LogicalPlan>): boolean {
  return isStreamingPlan(plan.left) && isStreamingPlan(plan.right);
}

/** What a join of two streams lets go of, and when. */
export function joinEviction(plan: Join<LogicalPlan>): JoinEviction {
  const key = plan.condition.keys.findIndex((candidate) => isTimeKey(plan, candidate));
  if (key >= 0) {
    const eviction: SideEviction = { by: 'key', index: key, boundMs: (watermarkMs) => watermarkMs };
    return { left: eviction, right: eviction };
  }
  return { left: byValue(plan, 'left'), right: byValue(plan, 'right') };
}

/** The watermark behind a join whose input watermark is `inputMs` (semantics 9.4). Milliseconds. */
export function joinOutputMs(plan: Join<LogicalPlan>, inputMs: number): number {
  // Before any watermark has moved everything stands at 0 (semantics 5.5).
  if (!isStreamStreamJoin(plan) || inputMs === 0) return inputMs;
  const { left, right } = joinEviction(plan);
  const bounds = [left, right].flatMap((side) => (side === null ? [] : [side.boundMs(inputMs)]));
  return Math.min(inputMs, ...bounds);
}

/**
 * The bounds that conditions set on the rows of `side`; the least of them holds.
 *
 * @param conjuncts over the left columns followed by the right ones
 * @param times columns of the other side that carry its watermark
 */
export function stateBounds(
  plan: Join<LogicalPlan>,
  conjuncts: readonly Expr[],
  side: JoinSide,
  times: readonly number[],
): StateBound[] {
  const width = plan.left.schema.length;
  const isLeft = (column: number): boolean => column < width;
  const sides: BoundSides = {
    isOwn: (column) => isLeft(column) === (side === 'left'),
    isOther: (column) => isLeft(column) !== (side === 'left'),
    isTagged: (column) => times.includes(isLeft(column) ? column : column - width),
  };
  return conjuncts.flatMap((conjunct) => stateBoundOf(conjunct, sides) ?? []);
}

/**
 * Whether one side of the key is the event time of its input: a bare column that carries the tag. Spark takes `<=>` apart, so
 * that no bare column is left of it.
 */
export function isTimeKey(plan: Join<LogicalPlan>, { left, right, nullSafe }: JoinKey): boolean {
  return !nullSafe && (isTagged(plan.left, left) || isTagged(plan.right, right));
}

function isTagged(input: LogicalPlan, expr: Expr): boolean {
  return expr.kind === 'column' && isStreamingPlan(input) && input.schema[expr.index]?.eventTime !== undefined;
}

function byValue(plan: Join<LogicalPlan>, side: JoinSide): SideEviction | null {
  const [own] = plan.times[side];
  const others = plan.times[otherSide(side)];
  if (own === undefined || others.length === 0) return null;
  const bounds = stateBounds(plan, conditionOf(plan), side, others);
  if (bounds.length === 0) return null;
  return {
    by: 'column',
    index: own,
    boundMs: (watermarkMs) => Math.min(...bounds.map((bound) => boundAt(bound, watermarkMs))),
  };
}

/** What is left of the condition when its equalities and what Spark pushes below the join are gone; see `join-pushdown.ts`. */
function conditionOf(plan: Join<LogicalPlan>): Expr[] {
  return conjunctsExcept(plan, (side) => isPushed(plan.type, side));
}

/** The condition's conjuncts over the left columns followed by the right ones, but for its equalities. */
export function conjunctsExcept(plan: Join<LogicalPlan>, isLeftOut: (side: JoinSide) => boolean): Expr[] {
  const { leftOnly, rightOnly, both } = plan.condition;
  const width = plan.left.schema.length;
  return [
    ...(isLeftOut('left') ? [] : leftOnly),
    ...(isLeftOut('right') ? [] : rightOnly.map((expr) => shiftColumns(expr, width))),
    ...both,
  ];
}
