import { canCopy } from '../model/clipboard.ts';
import { copySelection, pasteFragment } from '../model/fragment.ts';
import type { Command } from './command.ts';

export const editDuplicate: Command = {
  id: 'edit.duplicate',
  keys: ['Mod+D'],
  scope: 'canvas',
  menu: 'edit/clipboard',
  enabled: canCopy,
  needs: 'nodes',
  run: ({ documents }) => {
    const fragment = copySelection(documents);
    if (fragment !== null) pasteFragment(documents, fragment);
  },
};
