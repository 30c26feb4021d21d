import type { Command } from './command.ts';

export const editSelectAll: Command = {
  id: 'edit.select-all',
  keys: ['Mod+A'],
  scope: 'canvas',
  run: ({ documents }) => {
    const { document } = documents.getState();
    documents.select({ nodes: document.nodes.map((node) => node.id), edges: [] });
  },
};
