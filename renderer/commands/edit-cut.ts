import { cutSelection } from '../model/clipboard.ts';
import type { Command } from './command.ts';

export const editCut: Command = {
  id: 'edit.cut',
  keys: ['Mod+X'],
  scope: 'canvas',
  enabled: ({ documents }) => documents.getState().selection.nodes.length > 0,
  run: cutSelection,
};
