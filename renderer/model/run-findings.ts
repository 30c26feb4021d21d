import type { Diagnostic, Severity } from '../../engine/base/errors/diagnostic.ts';
import type { RunSnapshot } from '../../engine/session-shapes.ts';
import { ownValue } from './own-value.ts';
import type { Refusal } from './run-store.ts';

/** What a run met at one node: the error that ended a query, else records that did not fit their schema. */
export type RunFinding =
  | { readonly severity: 'error'; readonly exception: Diagnostic }
  | { readonly severity: 'warning'; readonly malformed: number };

/** What is known of the last run, or of why there was none. */
export interface RunOutcome {
  readonly snapshot: RunSnapshot | null;
  readonly refusals: readonly Refusal[];
}

/** The finding of the run at a node; null where all is well. An error that names no node belongs to its query's sink. */
export function runFindingAt({ snapshot, refusals }: RunOutcome, nodeId: string): RunFinding | null {
  const refusal = refusals.find(({ finding, sinkNodeId }) => (finding.at.nodeId ?? sinkNodeId) === nodeId);
  if (refusal !== undefined) return { severity: 'error', exception: refusal.finding };
  let malformed = 0;
  for (const query of snapshot?.queries ?? []) {
    const { exception } = query;
    if (exception !== null && (exception.at.nodeId ?? query.sinkNodeId) === nodeId)
      return { severity: 'error', exception };
    // Queries that share a source count its records each for itself.
    malformed = Math.max(malformed, ownValue(query.malformed, nodeId)?.count ?? 0);
  }
  return malformed === 0 ? null : { severity: 'warning', malformed };
}

/** The severities of the run by node, as a text: the same as long as no finding comes or goes. */
export function runSeverities({ snapshot, refusals }: RunOutcome): string {
  const severities = new Map<string, Severity>();
  for (const query of snapshot?.queries ?? []) {
    for (const nodeId of Object.keys(query.malformed)) {
      if (!severities.has(nodeId)) severities.set(nodeId, 'warning');
    }
    if (query.exception !== null) severities.set(query.exception.at.nodeId ?? query.sinkNodeId, 'error');
  }
  for (const { finding, sinkNodeId } of refusals) severities.set(finding.at.nodeId ?? sinkNodeId, 'error');
  return severities.size === 0 ? '[]' : JSON.stringify([...severities]);
}

export function readSeverities(text: string): ReadonlyMap<string, Severity> {
  return new Map(JSON.parse(text) as [string, Severity][]);
}
