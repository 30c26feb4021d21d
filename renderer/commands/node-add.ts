import type { Command } from './command.ts';

/** Puts the keyboard into the palette’s search: type, choose, Enter. */
export const nodeAdd: Command = {
  id: 'node.add',
  keys: ['A'],
  scope: 'canvas',
  menu: 'node/add',
  run: ({ preferences, view }) => {
    preferences.setLayout({ paletteOpen: true, leftTab: 'nodes' });
    view.set({ paletteFocus: view.getState().paletteFocus + 1 });
  },
};
