import type { Command } from './command.ts';

export const viewFit: Command = {
  id: 'view.fit',
  keys: ['Mod+0'],
  scope: 'window',
  run: ({ view }) => view.getState().viewport?.fit(),
};
