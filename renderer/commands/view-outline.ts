import type { Command } from './command.ts';

/** The keyboard into the outline, which is shown for it. */
export const viewOutline: Command = {
  id: 'view.outline',
  keys: ['Mod+Shift+O'],
  scope: 'window',
  menu: 'view/panels',
  run: ({ preferences, view }) => {
    preferences.setLayout({ paletteOpen: true, leftTab: 'outline' });
    view.set({ outlineFocus: view.getState().outlineFocus + 1 });
  },
};
