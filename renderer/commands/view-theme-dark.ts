import type { Command } from './command.ts';

export const viewThemeDark: Command = {
  id: 'view.theme-dark',
  run: ({ preferences }) => preferences.set({ theme: 'dark' }),
};
