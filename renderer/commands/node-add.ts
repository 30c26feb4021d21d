import { layoutFlag } from '../model/preferences-store.ts';
import type { Command } from './command.ts';

/** Puts the keyboard into the palette’s search: type, choose, Enter. */
export const nodeAdd: Command = {
  id: 'node.add',
  keys: ['A'],
  scope: 'canvas',
  run: ({ preferences, view }) => {
    if (!layoutFlag(preferences.getState(), 'paletteOpen', true)) preferences.setLayout({ paletteOpen: true });
    view.set({ paletteFocus: view.getState().paletteFocus + 1 });
  },
};
