import { inputsOf, type LogicalPlan, operatorsOf, type QueryPlan, withInputs } from '../plan/logical-plan.ts';
import { guardWatermarks } from '../plan/rules/guard-watermarks.ts';

/**
 * Nodes whose rows the program must not count on their own, each with the filter it must leave the way to: Spark runs such a
 * filter before the watermark (semantics 5.1), and does not move it across an observation. They are the watermark itself and
 * what lies between it and the furthest filter that guards it.
 */
export function unobservedNodes(queries: readonly QueryPlan[]): ReadonlyMap<string, string> {
  const unobserved = new Map<string, string>();
  for (const { plan } of queries) {
    // Inputs come before what reads them, so that the furthest filter is the one that stays.
    for (const filter of operatorsOf(plan)) {
      if (filter.op !== 'filter') continue;
      const below = chainBelow(filter);
      const withFilter = guardsOf(plan);
      const withoutFilter = guardsOf(without(plan, filter));
      withFilter.forEach(({ watermark, guards }, index) => {
        if (guards === withoutFilter[index]?.guards) return;
        for (const node of below.slice(0, below.indexOf(watermark) + 1)) unobserved.set(node, filter.nodeId);
      });
    }
  }
  return unobserved;
}

/** Ids of the nodes below an operator, as far as each has one input. */
function chainBelow(operator: LogicalPlan): string[] {
  const ids: string[] = [];
  for (let inputs = inputsOf(operator); inputs.length === 1; ) {
    const [input] = inputs;
    if (input === undefined) break;
    ids.push(input.nodeId);
    inputs = inputsOf(input);
  }
  return ids;
}

/** How many conditions guard each watermark of the plan. */
function guardsOf(plan: LogicalPlan): { readonly watermark: string; readonly guards: number }[] {
  return operatorsOf(guardWatermarks(plan)).flatMap((operator) =>
    operator.op === 'event-time-watermark' ? [{ watermark: operator.nodeId, guards: operator.guards.length }] : [],
  );
}

function without(plan: LogicalPlan, filter: LogicalPlan): LogicalPlan {
  if (plan === filter && plan.op === 'filter') return plan.input;
  return withInputs(
    plan,
    inputsOf(plan).map((input) => without(input, filter)),
  );
}
