import { quickAddPlace } from '../model/quick-add.ts';
import type { Command } from './command.ts';

/** Asks for a node at the selection or the pointer. */
export const nodeQuickAdd: Command = {
  id: 'node.quick-add',
  keys: ['N'],
  scope: 'canvas',
  menu: 'node/add',
  run: (workspace) => workspace.view.set({ quickAdd: quickAddPlace(workspace) }),
};
