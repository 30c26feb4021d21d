import { joinOutputMs } from './join-eviction.ts';
import { inputsOf, isStreamingPlan, type LogicalPlan } from './logical-plan.ts';

/**
 * The watermark that reaches each operator when the query's own stands at `globalMs` (semantics 5.5): the least of those
 * that its inputs hand on; 0 where no watermark is defined below. Milliseconds.
 */
export function inputWatermarks(plan: LogicalPlan, globalMs: number): ReadonlyMap<LogicalPlan, number> {
  return watermarksIn(plan, globalMs).reaching;
}

/** The watermark that a plan hands on to what takes its rows; null where none is defined. Milliseconds. */
export function outputWatermark(plan: LogicalPlan, globalMs: number): number | null {
  return watermarksIn(plan, globalMs).handedOn;
}

function watermarksIn(plan: LogicalPlan, globalMs: number) {
  const reaching = new Map<LogicalPlan, number>();
  /** What the operator hands on; null where no watermark is defined at or below it. */
  const visit = (operator: LogicalPlan): number | null => {
    const handed = inputsOf(operator)
      .map(visit)
      .filter((ms) => ms !== null);
    const inputMs = handed.length === 0 ? null : Math.min(...handed);
    reaching.set(operator, inputMs ?? 0);
    if (!isStreamingPlan(operator)) return null;
    if (operator.op === 'event-time-watermark') return globalMs;
    return operator.op === 'join' && inputMs !== null ? joinOutputMs(operator, inputMs) : inputMs;
  };
  return { handedOn: visit(plan), reaching };
}
