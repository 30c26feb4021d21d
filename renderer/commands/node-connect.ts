import type { Command } from './command.ts';

/** Draws a wire without a pointer: a list of what the selected node can be wired to. */
export const nodeConnect: Command = {
  id: 'node.connect',
  keys: ['C'],
  scope: 'canvas',
  menu: 'node/wire',
  enabled: ({ documents }) => documents.getState().selection.nodes.length === 1,
  needs: 'node',
  run: ({ documents, view }) => view.set({ connectFrom: documents.getState().selection.nodes[0] ?? null }),
};
