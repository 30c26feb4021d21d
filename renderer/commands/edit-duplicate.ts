import { copySelection, pasteFragment } from '../model/fragment.ts';
import type { Command } from './command.ts';

export const editDuplicate: Command = {
  id: 'edit.duplicate',
  keys: ['Mod+D'],
  scope: 'canvas',
  enabled: ({ documents }) => documents.getState().selection.nodes.length > 0,
  run: ({ documents }) => {
    const fragment = copySelection(documents);
    if (fragment !== null) pasteFragment(documents, fragment);
  },
};
