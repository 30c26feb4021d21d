import type { DocumentState } from '../model/document-store.ts';
import { edgeId } from '../model/edge-id.ts';
import { removeAndBridge } from '../model/splice.ts';
import type { Command } from './command.ts';

/** The node that stays and is nearest along the wires: the source of a removed wire, else its target. */
function neighbourOfSelection({ document, selection }: DocumentState): string | null {
  const isGone = new Set(selection.nodes);
  const cut = document.edges.filter(
    (edge) => selection.edges.includes(edgeId(edge)) || isGone.has(edge.source) || isGone.has(edge.target),
  );
  const ends = [...cut.map((edge) => edge.source), ...cut.map((edge) => edge.target)];
  return ends.find((id) => !isGone.has(id)) ?? null;
}

export const editDelete: Command = {
  id: 'edit.delete',
  keys: ['Delete', 'Backspace'],
  scope: 'canvas',
  enabled: ({ documents }) => {
    const { selection } = documents.getState();
    return selection.nodes.length > 0 || selection.edges.length > 0;
  },
  run: (workspace) => {
    const { documents, view } = workspace;
    const neighbour = neighbourOfSelection(documents.getState());
    removeAndBridge(workspace);
    const { viewport } = view.getState();
    // What had the keyboard is gone; without this it would be nowhere.
    if (neighbour === null) viewport?.focus();
    else viewport?.show(neighbour, { focus: true });
  },
};
