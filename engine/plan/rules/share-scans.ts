import { inputsOf, type LogicalPlan, operatorsOf, withInputs } from '../logical-plan.ts';

/**
 * A source that feeds several branches is read by all of them with the same columns, so that one source serves them all and
 * every branch sees the same records in a micro-batch.
 */
export function shareScans(plan: LogicalPlan): LogicalPlan {
  const required = new Map<string, ReadonlySet<number> | null>();
  for (const scan of operatorsOf(plan)) {
    if (scan.op !== 'file-scan') continue;
    const others = required.get(scan.nodeId);
    const isWhole = others === null || scan.requiredColumns === null;
    required.set(scan.nodeId, isWhole ? null : new Set([...(others ?? []), ...scan.requiredColumns]));
  }
  return withShared(plan, required);
}

function withShared(plan: LogicalPlan, required: ReadonlyMap<string, ReadonlySet<number> | null>): LogicalPlan {
  if (plan.op === 'file-scan') return { ...plan, requiredColumns: required.get(plan.nodeId) ?? null };
  return withInputs(
    plan,
    inputsOf(plan).map((input) => withShared(input, required)),
  );
}
