import { isStreamingPlan, type LogicalPlan } from './logical-plan.ts';
import type { Join } from './operators/join.ts';

/** Whether both sides come in batch by batch, so that the join keeps the rows of both (semantics 9.2). */
export function isStreamStreamJoin(plan: Join<LogicalPlan>): boolean {
  return isStreamingPlan(plan.left) && isStreamingPlan(plan.right);
}

/** The watermark behind a join whose input watermark is `inputMs` (semantics 9.4). Milliseconds. */
export function joinOutputMs(plan: Join<LogicalPlan>, inputMs: number): number {
  if (!isStreamStreamJoin(plan)) return inputMs;
  return inputMs;
}
