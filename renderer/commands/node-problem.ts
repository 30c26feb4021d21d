import { nodesInFlowOrder } from '../model/graph-order.ts';
import { runFindingAt } from '../model/run-findings.ts';
import type { Workspace } from '../model/workspace.ts';
import type { Command } from './command.ts';

/** Nodes at which something was found, in the order of the flow. */
function nodesWithFindings({ documents, analysis, run }: Workspace): readonly string[] {
  const { diagnosticsByNode } = analysis.getState();
  return nodesInFlowOrder(documents.getState().document)
    .map((node) => node.id)
    .filter((id) => diagnosticsByNode.has(id) || runFindingAt(run.getState(), id) !== null);
}

/** Goes to the next node at which something is wrong, and unfolds what it is. */
export const nodeProblem: Command = {
  id: 'node.problem',
  keys: ['F8'],
  scope: 'window',
  menu: 'edit/find',
  enabled: (workspace) => nodesWithFindings(workspace).length > 0,
  run: (workspace) => {
    const { documents, view } = workspace;
    const ids = nodesWithFindings(workspace);
    const at = view.getState().findingsAt ?? documents.getState().selection.nodes[0];
    const next = ids[(at === undefined ? 0 : ids.indexOf(at) + 1) % ids.length];
    if (next === undefined) return;
    documents.select({ nodes: [next], edges: [] });
    view.getState().viewport?.show(next);
    view.set({ findingsAt: next });
  },
};
