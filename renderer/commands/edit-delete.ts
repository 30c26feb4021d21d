import { announceEdit } from '../model/announce-edit.ts';
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
  menu: 'edit/clipboard',
  enabled: ({ documents }) => {
    const { selection } = documents.getState();
    const { nodes, edges, notes = [], groups = [] } = selection;
    return nodes.length + edges.length + notes.length + groups.length > 0;
  },
  needs: 'selection',
  run: (workspace) => {
    const { documents, view } = workspace;
    const neighbour = neighbourOfSelection(documents.getState());
    void announceEdit(workspace, () => removeAndBridge(workspace));
    const { viewport } = view.getState();
    // What had the keyboard is gone; without this it would be nowhere.
    if (neighbour === null) viewport?.focus();
    else viewport?.show(neighbour, { focus: true });
  },
};
