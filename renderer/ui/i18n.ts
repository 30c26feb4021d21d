/**
 * The window's languages. Each room keeps its words in a `texts.ts` made with `defineTexts`; a component says them through
 * `useTexts(texts)`, code outside React through `say(texts, key)`. Keys are checked by the compiler.
 */
import { createInstance, type i18n as I18n } from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import { frenchSpaces } from './french-spaces.ts';

export const LANGUAGES = ['en', 'fr'] as const;
export type Language = (typeof LANGUAGES)[number];

/** Values for the `{name}` places of a text. */
export type TextValues = Readonly<Record<string, string | number>>;

/** The words of one room in both languages. */
export interface Texts<Key extends string> {
  readonly room: string;
  readonly en: Readonly<Record<Key, string>>;
  readonly fr: Readonly<Record<Key, string>>;
}

export type Say<Key extends string> = (key: Key, values?: TextValues) => string;

export const i18n: I18n = createInstance();

// Keys are plain names and values are users' own words: nothing in them may be read as a reference to another text.
void i18n.use(initReactI18next).init({
  lng: 'en',
  fallbackLng: 'en',
  supportedLngs: LANGUAGES,
  resources: {},
  keySeparator: false,
  nsSeparator: false,
  initAsync: false,
  returnNull: false,
  interpolation: { prefix: '{', suffix: '}', escapeValue: false, skipOnVariables: true },
  react: { useSuspense: false, bindI18nStore: false },
});

/** Registers a room's words; called once by the room's `texts.ts`. The French must have exactly the English keys. */
export function defineTexts<const En extends Readonly<Record<string, string>>>(
  room: string,
  words: { readonly en: En; readonly fr: Readonly<Record<keyof En & string, string>> },
): Texts<keyof En & string> {
  const fr = Object.fromEntries(
    Object.entries<string>(words.fr).map(([key, text]) => [key, frenchSpaces(text)]),
  ) as Record<keyof En & string, string>;
  i18n.addResourceBundle('en', room, words.en, true, true);
  i18n.addResourceBundle('fr', room, fr, true, true);
  return { room, en: words.en, fr };
}

/** The words of a room in the language of the moment; the component renders again when it changes. */
export function useTexts<Key extends string>(texts: Texts<Key>): Say<Key> {
  const { t } = useTranslation(texts.room, { i18n });
  return (key, values) => t(key, { ...values, nest: false });
}

/** The same outside React. */
export function say<Key extends string>(texts: Texts<Key>, key: Key, values: TextValues = {}): string {
  return i18n.t(key, { ns: texts.room, ...values, nest: false });
}

/** The language of the moment; the component renders again when it changes. */
export function useLanguage(): Language {
  useTranslation(undefined, { i18n });
  return currentLanguage();
}

export function currentLanguage(): Language {
  return i18n.language === 'fr' ? 'fr' : 'en';
}

export function setLanguage(language: Language): void {
  if (typeof document !== 'undefined') document.documentElement.lang = language;
  void i18n.changeLanguage(language);
}

/** What a language setting means on a machine whose own language is `locale` (`fr-CA`). */
export function resolveLanguage(setting: 'system' | Language, locale: string): Language {
  if (setting !== 'system') return setting;
  return locale.toLowerCase().startsWith('fr') ? 'fr' : 'en';
}
