import { announceEdit } from '../model/announce-edit.ts';
import { pasteFromClipboard } from '../model/clipboard.ts';
import type { Command } from './command.ts';

export const editPaste: Command = {
  id: 'edit.paste',
  keys: ['Mod+V'],
  scope: 'canvas',
  menu: 'edit/clipboard',
  run: (workspace) => announceEdit(workspace, () => pasteFromClipboard(workspace)),
};
