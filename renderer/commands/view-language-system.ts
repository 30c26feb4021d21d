import type { Command } from './command.ts';

export const viewLanguageSystem: Command = {
  id: 'view.language-system',
  menu: 'view/language',
  checked: ({ preferences }) => preferences.getState().language === 'system',
  run: ({ preferences }) => preferences.set({ language: 'system' }),
};
