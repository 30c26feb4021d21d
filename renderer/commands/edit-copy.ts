import { copyToClipboard } from '../model/clipboard.ts';
import type { Command } from './command.ts';

export const editCopy: Command = {
  id: 'edit.copy',
  keys: ['Mod+C'],
  scope: 'canvas',
  enabled: ({ documents }) => documents.getState().selection.nodes.length > 0,
  run: async (workspace) => {
    await copyToClipboard(workspace);
  },
};
