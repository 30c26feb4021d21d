import type { Command } from './command.ts';

export const helpShortcuts: Command = {
  id: 'help.shortcuts',
  keys: ['F1', '?'],
  scope: 'outside-text',
  menu: 'help/help',
  run: ({ view }) => view.set({ dialog: 'shortcuts' }),
};
