import { groupsOf, notesOf } from '../model/annotations.ts';
import type { Command } from './command.ts';

export const editSelectAll: Command = {
  id: 'edit.select-all',
  keys: ['Mod+A'],
  scope: 'canvas',
  menu: 'edit/selection',
  run: ({ documents }) => {
    const { document } = documents.getState();
    documents.select({
      nodes: document.nodes.map((node) => node.id),
      edges: [],
      notes: notesOf(document.notes).map((note) => note.id),
      groups: groupsOf(document.groups).map((group) => group.id),
    });
  },
};
