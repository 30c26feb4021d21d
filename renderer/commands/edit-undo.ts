import type { Command } from './command.ts';

export const editUndo: Command = {
  id: 'edit.undo',
  keys: ['Mod+Z'],
  scope: 'outside-text',
  enabled: ({ documents }) => documents.getState().canUndo,
  run: ({ documents }) => documents.undo(),
};
