import { canCopy, copyToClipboard } from '../model/clipboard.ts';
import type { Command } from './command.ts';

export const editCopy: Command = {
  id: 'edit.copy',
  keys: ['Mod+C'],
  scope: 'canvas',
  menu: 'edit/clipboard',
  enabled: canCopy,
  needs: 'nodes',
  run: async (workspace) => {
    await copyToClipboard(workspace);
  },
};
