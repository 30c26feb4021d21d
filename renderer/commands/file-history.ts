import type { Command } from './command.ts';

export const fileHistory: Command = {
  id: 'file.history',
  keys: ['Mod+Shift+H'],
  scope: 'window',
  menu: 'file/versions',
  run: ({ view }) => view.set({ dialog: 'history' }),
};
