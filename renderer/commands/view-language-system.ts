import type { Command } from './command.ts';

export const viewLanguageSystem: Command = {
  id: 'view.language-system',
  run: ({ preferences }) => preferences.set({ language: 'system' }),
};
