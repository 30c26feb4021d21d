import { columnsOf, type Expr } from '../../expression/expr.ts';
import type { LogicalPlan } from '../logical-plan.ts';

/**
 * Spark pushes a filter that does not mention the event-time column below the watermark, so that rows it rejects do not
 * advance the watermark (semantics 5.1). Here the nodes keep the canvas's order, for counts that people can follow, and
 * the watermark is told the conditions instead.
 */
export function guardWatermarks(plan: LogicalPlan): LogicalPlan {
  return withGuards(plan, []);
}

/** `above` holds the conditions of the filters directly above `plan`. */
function withGuards(plan: LogicalPlan, above: readonly Expr[]): LogicalPlan {
  switch (plan.op) {
    case 'file-scan':
    case 'rows-scan':
      return plan;
    case 'filter':
      return { ...plan, input: withGuards(plan.input, [...above, plan.condition]) };
    case 'event-time-watermark': {
      const guards = above.filter((condition) => !columnsOf(condition).has(plan.column));
      return { ...plan, guards, input: withGuards(plan.input, guards) };
    }
    default:
      return { ...plan, input: withGuards(plan.input, []) };
  }
}
