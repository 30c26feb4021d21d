import type { Command } from './command.ts';

export const viewLanguageFr: Command = {
  id: 'view.language-fr',
  menu: 'view/language',
  checked: ({ preferences }) => preferences.getState().language === 'fr',
  run: ({ preferences }) => preferences.set({ language: 'fr' }),
};
