import { describe, expect, it } from 'vitest';
import { i18n, LANGUAGES, resolveLanguage, say, setLanguage } from '../ui/i18n.ts';
import { formatCompact, formatCount } from '../ui/numbers.ts';
import { texts } from './texts.ts';

const modules = import.meta.glob<Record<string, unknown>>('../*/*texts.ts', { eager: true });

interface Words {
  readonly room: string;
  readonly en: Readonly<Record<string, string>>;
  readonly fr: Readonly<Record<string, string>>;
}

const rooms = Object.entries(modules).flatMap(([path, module]) =>
  Object.values(module)
    .filter((value): value is Words => typeof value === 'object' && value !== null && 'room' in value)
    .map((words) => [`${path} ${words.room}`, words] as const),
);

const places = (text: string): string[] => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1] ?? '').sort();

describe('texts', () => {
  it('are there for every room of the window', () => {
    expect(rooms.map(([, words]) => words.room)).toEqual(
      expect.arrayContaining([
        'app',
        'canvas',
        'charts',
        'commands',
        'inspector',
        'model',
        'palette',
        'problems',
        'results',
        'ui',
      ]),
    );
  });

  it.each(rooms)('%s has the same keys and places in both languages', (_path, words) => {
    expect(Object.keys(words.fr).sort()).toEqual(Object.keys(words.en).sort());
    for (const [key, english] of Object.entries(words.en)) {
      expect([key, places(words.fr[key] ?? '')]).toEqual([key, places(english)]);
      expect(words.fr[key]?.trim()).not.toBe('');
    }
  });

  it.each(rooms)('%s follows French typography', (_path, words) => {
    for (const [key, french] of Object.entries(words.fr)) {
      // A space before : ; ! ? » and after « that may not break; straight quotes are none.
      expect([key, /[^\u00a0\u202f\d:][:;!?»](\s|$)|«[^\u00a0\u202f]|'/.test(french)]).toEqual([key, false]);
    }
  });

  it('say values as they are, whatever is in them', () => {
    setLanguage('en');
    const hostile = '$t(file) {version} <b>';
    expect(say(texts, 'version', { version: hostile })).toBe(`Version ${hostile}`);
  });

  it('follow the language of the moment', () => {
    setLanguage('fr');
    expect([i18n.language, say(texts, 'results')]).toEqual(['fr', 'Résultats']);
    setLanguage('en');
    expect(say(texts, 'results')).toBe('Results');
  });
});

describe('languages and numbers', () => {
  it.each([
    ['system', 'fr-CA', 'fr'],
    ['system', 'de-DE', 'en'],
    ['en', 'fr-FR', 'en'],
    ['fr', 'en-US', 'fr'],
  ] as const)('the setting %s on a %s machine is %s', (setting, locale, language) => {
    expect(resolveLanguage(setting, locale)).toBe(language);
    expect(LANGUAGES).toContain(language);
  });

  it('writes counts as the language does', () => {
    expect([formatCount(100_000, 'en'), formatCount(100_000, 'fr')]).toEqual(['100,000', '100\u202f000']);
    expect([formatCompact(9_999, 'en'), formatCompact(12_400, 'en')]).toEqual(['9,999', '12.4K']);
  });
});
