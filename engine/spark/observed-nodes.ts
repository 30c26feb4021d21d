import { isStreamStreamJoin } from '../plan/join-eviction.ts';
import { inputsOf, type LogicalPlan, operatorsOf, type QueryPlan, withInputs } from '../plan/logical-plan.ts';
import { guardWatermarks } from '../plan/rules/guard-watermarks.ts';

/**
 * Nodes whose rows the program must not count on their own, each with the next node above that it may count. Spark meets
 * conditions of filters and joins before a watermark below them (semantics 5.1), and does not move a condition across an
 * observation; so nothing is observed on the way that the guards of a watermark have come.
 */
export function unobservedNodes(queries: readonly QueryPlan[]): ReadonlyMap<string, string> {
  const unobserved = new Map<string, string>();
  for (const { plan } of queries) {
    const guards = guardsIn(plan);
    if (guards === 0) continue;
    const isInTheWay = (operator: LogicalPlan): boolean => guardsIn(withBarrier(plan, operator)) < guards;
    const visit = (operator: LogicalPlan, observedAbove: string): void => {
      const observed = isInTheWay(operator) ? observedAbove : operator.nodeId;
      if (observed !== operator.nodeId) unobserved.set(operator.nodeId, observed);
      for (const input of inputsOf(operator)) visit(input, observed);
    };
    visit(plan, plan.nodeId);
  }
  return unobserved;
}

/** How many conditions guard the watermarks and the joins of the plan. */
function guardsIn(plan: LogicalPlan): number {
  return operatorsOf(guardWatermarks(plan)).reduce((total, operator) => total + conditionsOf(operator), 0);
}

function conditionsOf(operator: LogicalPlan): number {
  if (operator.op === 'event-time-watermark') return operator.guards.length;
  // What a join of streams keeps depends on what is met before it.
  if (operator.op !== 'join' || !isStreamStreamJoin(operator)) return 0;
  return (operator.pushed?.left.length ?? 0) + (operator.pushed?.right.length ?? 0);
}

/** The plan with something over one of its operators that conditions do not pass: a limit is as good as an observation. */
function withBarrier(plan: LogicalPlan, operator: LogicalPlan): LogicalPlan {
  const inputs = inputsOf(plan).map((input) => withBarrier(input, operator));
  const same = withInputs(plan, inputs);
  if (plan !== operator) return same;
  return { op: 'limit', nodeId: plan.nodeId, input: same, count: Number.MAX_SAFE_INTEGER, schema: plan.schema };
}
