import { layoutFlag } from '../model/preferences-store.ts';
import type { Command } from './command.ts';

export const viewToggleDock: Command = {
  id: 'view.toggle-dock',
  keys: ['Mod+3'],
  scope: 'window',
  menu: 'view/panels',
  checked: ({ preferences }) => layoutFlag(preferences.getState(), 'dockOpen', true),
  run: ({ preferences }) => {
    const open = layoutFlag(preferences.getState(), 'dockOpen', true);
    preferences.setLayout({ dockOpen: !open });
  },
};
