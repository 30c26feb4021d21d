import type { Command } from './command.ts';

export const groupRename: Command = {
  id: 'group.rename',
  keys: ['F2'],
  scope: 'canvas',
  menu: 'node/group',
  enabled: ({ documents }) => {
    const { groups = [], notes = [] } = documents.getState().selection;
    return groups.length + notes.length === 1;
  },
  needs: 'groupOrNote',
  run: ({ documents, view }) => {
    const { groups = [], notes = [] } = documents.getState().selection;
    const [group] = groups;
    const id = group ?? notes[0];
    if (id !== undefined) view.set({ editing: { part: group === undefined ? 'note' : 'group', id } });
  },
};
