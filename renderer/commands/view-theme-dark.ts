import type { Command } from './command.ts';

export const viewThemeDark: Command = {
  id: 'view.theme-dark',
  menu: 'view/theme',
  checked: ({ preferences }) => preferences.getState().theme === 'dark',
  run: ({ preferences }) => preferences.set({ theme: 'dark' }),
};
