import { announceEdit } from '../model/announce-edit.ts';
import { canCopy, cutSelection } from '../model/clipboard.ts';
import type { Command } from './command.ts';

export const editCut: Command = {
  id: 'edit.cut',
  keys: ['Mod+X'],
  scope: 'canvas',
  menu: 'edit/clipboard',
  enabled: canCopy,
  needs: 'nodes',
  run: (workspace) => announceEdit(workspace, () => cutSelection(workspace)),
};
