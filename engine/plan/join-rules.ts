import { type Diagnostic, diagnostic } from '../base/errors/diagnostic.ts';
import { taggedColumns } from '../types/schema.ts';
import { conjunctsExcept, isStreamStreamJoin, isTimeKey, joinEviction, stateBounds } from './join-eviction.ts';
import { JOIN_SIDES, type JoinSide, otherSide } from './join-side.ts';
import { isStreamingPlan, type LogicalPlan, operatorsOf, type QueryPlan } from './logical-plan.ts';
import type { Join, JoinType } from './operators/join.ts';
import type { OutputMode } from './output-mode.ts';

/**
 * Which joins Spark takes in a streaming query (semantics 9.1, 9.2 and 6.2), and a warning for one whose state only grows.
 *
 * @param query its plan has gone through `markLateColumns`
 */
export function checkJoins({ plan, outputMode, sink }: QueryPlan): Diagnostic[] {
  return operatorsOf(plan).flatMap((operator) => {
    if (operator.op !== 'join' || !isStreamingPlan(operator)) return [];
    if (!isStreamStreamJoin(operator)) return checkWithStatic(operator);
    const found = checkTwoStreams(operator);
    const { nodeId, type } = operator;
    const allowed = outputModesOf(type);
    if (!allowed.includes(outputMode)) {
      const at = { nodeId: sink.nodeId, setting: 'outputMode' };
      found.push(diagnostic('PLN-064', at, { mode: outputMode, node: nodeId, type, allowed }));
    }
    return found;
  });
}

/** Rows without a partner come out once and for all, which only append says; pairs are new rows in update as well. */
function outputModesOf(type: JoinType): readonly OutputMode[] {
  return type === 'inner' || type === 'left-semi' ? ['append', 'update'] : ['append'];
}

/** Rows come out without a partner only on the stream's side: for static rows nobody knows which ones will stay alone. */
function checkWithStatic(plan: Join<LogicalPlan>): Diagnostic[] {
  const at = { nodeId: plan.nodeId, setting: 'type' };
  const stream: JoinSide = isStreamingPlan(plan.left) ? 'left' : 'right';
  const other = otherSide(stream);
  if (plan.type === 'inner') return [];
  if (plan.type === 'full') return [diagnostic('PLN-067', at, { type: stream })];
  const needed: JoinSide = plan.type === 'right' ? 'right' : 'left';
  return stream === needed ? [] : [diagnostic('PLN-062', at, { type: plan.type, stream, static: other })];
}

function checkTwoStreams(plan: Join<LogicalPlan>): Diagnostic[] {
  const found: Diagnostic[] = [];
  const { nodeId, type, condition } = plan;
  const on = { nodeId, setting: 'on' };
  if (type === 'left-anti') found.push(diagnostic('PLN-061', { nodeId, setting: 'type' }, { type }));
  else if (!canEnd(plan)) found.push(diagnostic('PLN-063', on, { type }));
  if (condition.keys.length === 0) found.push(diagnostic('PLN-060', on));
  for (const side of JOIN_SIDES) {
    const columns = plan.times[side].map((index) => plan[side].schema[index]?.name ?? '');
    if (columns.length > 1) found.push(diagnostic('PLN-065', { nodeId }, { side, columns }));
  }
  const eviction = joinEviction(plan);
  const sides = JOIN_SIDES.filter((side) => eviction[side] === null);
  if (found.length === 0 && sides.length > 0) found.push(diagnostic('PLN-066', on, { sides }, 'warning'));
  return found;
}

/** Sides whose rows must at some time be known to stay alone; one of a full join's will do for Spark. */
const waiting: Readonly<Record<JoinType, readonly JoinSide[]>> = {
  inner: [],
  left: ['left'],
  right: ['right'],
  full: ['left', 'right'],
  'left-semi': ['left'],
  'left-anti': [],
};

/** Whether there is a watermark among the keys, or one on the other side with a condition that bounds the waiting one's times. */
function canEnd(plan: Join<LogicalPlan>): boolean {
  const sides = waiting[plan.type];
  if (sides.length === 0) return true;
  if (plan.condition.keys.some((key) => isTimeKey(plan, key))) return true;
  const conjuncts = conjunctsExcept(plan, () => false);
  return sides.some((side) => {
    const times = taggedColumns(plan[otherSide(side)].schema);
    return stateBounds(plan, conjuncts, side, times).length > 0;
  });
}
