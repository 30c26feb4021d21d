import type { Command } from './command.ts';

export const helpShortcuts: Command = {
  id: 'help.shortcuts',
  keys: ['F1', '?'],
  scope: 'outside-text',
  run: ({ view }) => view.set({ dialog: 'shortcuts' }),
};
