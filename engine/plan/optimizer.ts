import type { LogicalPlan } from './logical-plan.ts';
import { guardWatermarks } from './rules/guard-watermarks.ts';
import { markLateColumns } from './rules/mark-late-columns.ts';
import { pruneColumns } from './rules/prune-columns.ts';
import { shareScans } from './rules/share-scans.ts';

/** The rules, in the order in which they run; each takes a plan and gives an equal one that does less or says more. */
const rules: readonly { readonly name: string; readonly apply: (plan: LogicalPlan) => LogicalPlan }[] = [
  { name: 'guard-watermarks', apply: guardWatermarks },
  { name: 'mark-late-columns', apply: markLateColumns },
  { name: 'prune-columns', apply: pruneColumns },
  { name: 'share-scans', apply: shareScans },
];

/** The plan that runs. Node ids and the rows in and out of each node stay what the canvas shows. */
export function optimize(plan: LogicalPlan): LogicalPlan {
  return rules.reduce((current, rule) => rule.apply(current), plan);
}
