import type { Command } from './command.ts';

export const viewFit: Command = {
  id: 'view.fit',
  keys: ['Mod+0'],
  scope: 'window',
  menu: 'view/zoom',
  run: ({ view }) => view.getState().viewport?.fit(),
};
