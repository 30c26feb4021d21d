import type { Command } from './command.ts';

export const helpAbout: Command = {
  id: 'help.about',
  menu: 'help/about',
  run: ({ view }) => view.set({ dialog: 'about' }),
};
