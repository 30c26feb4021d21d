import { groupSelection } from '../model/annotation-edits.ts';
import type { Command } from './command.ts';

/** Frames the selected nodes and asks for a name. */
export const groupMake: Command = {
  id: 'group.make',
  keys: ['Mod+G'],
  scope: 'canvas',
  menu: 'node/group',
  enabled: ({ documents }) => documents.getState().selection.nodes.length > 0,
  needs: 'nodes',
  run: ({ documents, view }) => {
    const id = groupSelection(documents, '');
    if (id !== null) view.set({ editing: { part: 'group', id } });
  },
};
