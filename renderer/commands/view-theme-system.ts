import type { Command } from './command.ts';

export const viewThemeSystem: Command = {
  id: 'view.theme-system',
  menu: 'view/theme',
  checked: ({ preferences }) => preferences.getState().theme === 'system',
  run: ({ preferences }) => preferences.set({ theme: 'system' }),
};
