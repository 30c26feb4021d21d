import type { Command } from './command.ts';

export const viewLanguageFr: Command = {
  id: 'view.language-fr',
  run: ({ preferences }) => preferences.set({ language: 'fr' }),
};
