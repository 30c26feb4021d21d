import type { Command } from './command.ts';

/** Draws a wire without a pointer: a list of what the selected node can be wired to. */
export const nodeConnect: Command = {
  id: 'node.connect',
  keys: ['C'],
  scope: 'canvas',
  enabled: ({ documents }) => documents.getState().selection.nodes.length === 1,
  run: ({ documents, view }) => view.set({ connectFrom: documents.getState().selection.nodes[0] ?? null }),
};
