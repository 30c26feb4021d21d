import type { LogicalPlan } from '../../plan/logical-plan.ts';
import type { LoweringContext, NodeKind } from '../node-kind.ts';

/** What a kind without inputs makes of a config, and what it reports: codes and settings. */
export function lowered(
  kind: NodeKind,
  config: object,
  changes: Partial<LoweringContext<Record<string, unknown>>>,
): { readonly plan: LogicalPlan | null; readonly reports: readonly (readonly [string, string])[] } {
  if (!('lower' in kind)) throw new Error(`${kind.kind} is a sink`);
  const reports: [string, string][] = [];
  const plan = kind.lower({
    nodeId: 'node',
    config: kind.settings.parse(config) as Record<string, unknown>,
    inputs: {},
    wired: [],
    isStreaming: true,
    timeZone: 'UTC',
    resolvePath: (path) => `/data/${path}`,
    report: (code, setting) => reports.push([code, setting]),
    ...changes,
  });
  return { plan, reports };
}
