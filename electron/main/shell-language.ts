import type { Language } from '../../engine/base/errors/catalogue.ts';
import type { Preferences } from '../contract/shapes.ts';

/** The language to speak: the one that was chosen, else French on a French system and English on every other. */
export function languageFor(setting: Preferences['language'], locale: string): Language {
  if (setting !== 'system') return setting;
  return /^fr(?![a-z])/i.test(locale) ? 'fr' : 'en';
}
