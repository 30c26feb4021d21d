import type { Command } from './command.ts';

export const editRedo: Command = {
  id: 'edit.redo',
  keys: ['Mod+Shift+Z', 'Mod+Y'],
  scope: 'outside-text',
  enabled: ({ documents }) => documents.getState().canRedo,
  run: ({ documents }) => documents.redo(),
};
