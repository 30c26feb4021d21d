import { layoutFlag } from '../model/preferences-store.ts';
import type { Command } from './command.ts';

export const viewToggleInspector: Command = {
  id: 'view.toggle-inspector',
  keys: ['Mod+2'],
  scope: 'window',
  menu: 'view/panels',
  checked: ({ preferences }) => layoutFlag(preferences.getState(), 'inspectorOpen', true),
  run: ({ preferences }) => {
    const open = layoutFlag(preferences.getState(), 'inspectorOpen', true);
    preferences.setLayout({ inspectorOpen: !open });
  },
};
