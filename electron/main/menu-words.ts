import type { Language } from '../../engine/base/errors/catalogue.ts';

const english = {
  file: '&File',
  quit: 'Quit',
  noRecent: 'No recent files',
  clearRecent: 'Clear list',
};

export type MenuWords = Readonly<Record<keyof typeof english, string>>;

/** The words of the menu that the window does not send: of the recent files, and of the menu before the window has spoken. */
export const menuWords: Readonly<Record<Language, MenuWords>> = {
  en: english,
  fr: {
    file: '&Fichier',
    quit: 'Quitter',
    noRecent: 'Aucun fichier récent',
    clearRecent: 'Effacer la liste',
  },
};
