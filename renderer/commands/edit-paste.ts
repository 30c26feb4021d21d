import { pasteFromClipboard } from '../model/clipboard.ts';
import type { Command } from './command.ts';

export const editPaste: Command = {
  id: 'edit.paste',
  keys: ['Mod+V'],
  scope: 'canvas',
  run: pasteFromClipboard,
};
