import type { Command } from './command.ts';

export const viewLanguageEn: Command = {
  id: 'view.language-en',
  menu: 'view/language',
  checked: ({ preferences }) => preferences.getState().language === 'en',
  run: ({ preferences }) => preferences.set({ language: 'en' }),
};
