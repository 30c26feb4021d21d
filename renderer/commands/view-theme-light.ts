import type { Command } from './command.ts';

export const viewThemeLight: Command = {
  id: 'view.theme-light',
  run: ({ preferences }) => preferences.set({ theme: 'light' }),
};
