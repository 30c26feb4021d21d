import { redoStep } from '../model/undo-actions.ts';
import type { Command } from './command.ts';

export const editRedo: Command = {
  id: 'edit.redo',
  keys: ['Mod+Shift+Z', 'Mod+Y'],
  scope: 'outside-text',
  menu: 'edit/history',
  enabled: ({ documents }) => documents.getState().canRedo,
  needs: 'future',
  run: redoStep,
};
