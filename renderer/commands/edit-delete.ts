import { removeSelection } from '../model/document-edits.ts';
import type { Command } from './command.ts';

export const editDelete: Command = {
  id: 'edit.delete',
  keys: ['Delete', 'Backspace'],
  scope: 'canvas',
  enabled: ({ documents }) => {
    const { selection } = documents.getState();
    return selection.nodes.length > 0 || selection.edges.length > 0;
  },
  run: ({ documents }) => removeSelection(documents),
};
