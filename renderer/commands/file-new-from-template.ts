import type { Command } from './command.ts';

export const fileNewFromTemplate: Command = {
  id: 'file.new-from-template',
  keys: ['Mod+Shift+N'],
  scope: 'window',
  menu: 'file/open',
  run: ({ view }) => view.set({ dialog: 'templates' }),
};
