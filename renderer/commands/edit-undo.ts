import { undoStep } from '../model/undo-actions.ts';
import type { Command } from './command.ts';

export const editUndo: Command = {
  id: 'edit.undo',
  keys: ['Mod+Z'],
  scope: 'outside-text',
  menu: 'edit/history',
  enabled: ({ documents }) => documents.getState().canUndo,
  needs: 'history',
  run: undoStep,
};
