import { layoutFlag } from '../model/preferences-store.ts';
import type { Command } from './command.ts';

export const viewToggleMinimap: Command = {
  id: 'view.toggle-minimap',
  keys: ['M'],
  scope: 'canvas',
  menu: 'view/panels',
  checked: ({ preferences }) => layoutFlag(preferences.getState(), 'minimapOpen', true),
  run: ({ preferences }) => {
    const open = layoutFlag(preferences.getState(), 'minimapOpen', true);
    preferences.setLayout({ minimapOpen: !open });
  },
};
