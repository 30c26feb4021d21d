import type { Command } from './command.ts';

export const viewThemeLight: Command = {
  id: 'view.theme-light',
  menu: 'view/theme',
  checked: ({ preferences }) => preferences.getState().theme === 'light',
  run: ({ preferences }) => preferences.set({ theme: 'light' }),
};
