import { ungroup } from '../model/annotation-edits.ts';
import { groupsOf } from '../model/annotations.ts';
import type { DocumentState } from '../model/document-store.ts';
import type { Command } from './command.ts';

export const groupUngroup: Command = {
  id: 'group.ungroup',
  keys: ['Mod+Shift+G'],
  scope: 'canvas',
  menu: 'node/group',
  enabled: ({ documents }) => groupsChosen(documents.getState()).length > 0,
  needs: 'group',
  run: ({ documents, view }) => {
    ungroup(documents, groupsChosen(documents.getState()));
    // The label that had the keyboard is gone.
    view.getState().viewport?.focus();
  },
};

/** The groups that are selected, or those that the selected nodes are in. */
function groupsChosen({ document, selection }: DocumentState): readonly string[] {
  if (selection.groups !== undefined && selection.groups.length > 0) return selection.groups;
  const nodes = new Set(selection.nodes);
  return groupsOf(document.groups).flatMap((group) => (group.nodes.some((id) => nodes.has(id)) ? [group.id] : []));
}
