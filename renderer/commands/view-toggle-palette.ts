import { layoutFlag } from '../model/preferences-store.ts';
import type { Command } from './command.ts';

export const viewTogglePalette: Command = {
  id: 'view.toggle-palette',
  keys: ['Mod+1'],
  scope: 'window',
  menu: 'view/panels',
  checked: ({ preferences }) => layoutFlag(preferences.getState(), 'paletteOpen', true),
  run: ({ preferences }) => {
    const open = layoutFlag(preferences.getState(), 'paletteOpen', true);
    preferences.setLayout({ paletteOpen: !open });
  },
};
