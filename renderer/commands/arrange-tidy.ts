import { tidy } from '../model/tidy.ts';
import type { Command } from './command.ts';

export const arrangeTidy: Command = {
  id: 'arrange.tidy',
  keys: ['T'],
  scope: 'canvas',
  menu: 'node/arrange',
  enabled: ({ documents }) => documents.getState().document.nodes.length > 0,
  needs: 'anyNode',
  run: (workspace) => tidy(workspace),
};
