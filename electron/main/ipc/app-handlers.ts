import type { Language } from '../../../engine/base/errors/catalogue.ts';
import type { RequestOutput } from '../../contract/channels.ts';
import type { MenuEntry, Preferences } from '../../contract/shapes.ts';
import type { PreferencesStore } from '../preferences-store.ts';
import type { HandlersOf } from './handlers.ts';

export interface AppPorts {
  readonly info: () => RequestOutput<'app.info'>;
  readonly preferences: PreferencesStore;
  readonly preferencesChanged: (preferences: Preferences) => void;
  readonly languageChanged: (language: Language) => void;
  readonly menuChanged: (menus: readonly MenuEntry[]) => void;
  readonly openExternal: (url: string) => Promise<void>;
  readonly quit: () => void;
}

/** Answers about the app itself: preferences, language, links, its end. */
export function appHandlers(ports: AppPorts): HandlersOf<'app'> {
  return {
    'app.info': () => ports.info(),
    'app.preferences.get': () => ports.preferences.get(),
    'app.preferences.set': async (changes) => {
      const preferences = await ports.preferences.set(changes);
      ports.preferencesChanged(preferences);
      return preferences;
    },
    'app.language': (language) => {
      ports.languageChanged(language);
      return null;
    },
    'app.menu': (menus) => {
      ports.menuChanged(menus);
      return null;
    },
    'app.open-external': async ({ url }) => {
      await ports.openExternal(url);
      return null;
    },
    'app.quit': () => {
      ports.quit();
      return null;
    },
  };
}
