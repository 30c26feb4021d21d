import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { CrashCounter } from './crash-counter.ts';
import { dialogWords } from './dialog-words.ts';
import { menuWords } from './menu-words.ts';
import { ELECTRON_MAJOR, runtimeNote } from './runtime-note.ts';
import { languageFor } from './shell-language.ts';

describe('languageFor', () => {
  it.each([
    ['en', 'fr-FR', 'en'],
    ['fr', 'en-US', 'fr'],
    ['system', 'fr', 'fr'],
    ['system', 'fr-CA', 'fr'],
    ['system', 'FR_fr', 'fr'],
    ['system', 'fry', 'en'],
    ['system', 'de', 'en'],
    ['system', '', 'en'],
  ] as const)('%s on a system in %s is %s', (setting, locale, expected) => {
    expect(languageFor(setting, locale)).toBe(expected);
  });
});

describe('runtimeNote', () => {
  it('is made for the Electron that package.json installs', () => {
    const { devDependencies } = JSON.parse(readFileSync('package.json', 'utf8'));
    expect(devDependencies.electron).toMatch(new RegExp(`^\\^?${ELECTRON_MAJOR}\\.`));
  });

  it('says nothing on the Electron the app is made for, and names both on another', () => {
    expect(runtimeNote(`${ELECTRON_MAJOR}.0.1`, 'en')).toBeNull();
    for (const language of ['en', 'fr'] as const) {
      expect(runtimeNote('25.1.1', language)).toContain('25.1.1');
      expect(runtimeNote('25.1.1', language)).toContain(String(ELECTRON_MAJOR));
    }
  });
});

describe('French', () => {
  it('keeps its punctuation on the line', () => {
    for (const text of [...Object.values(menuWords.fr), ...Object.values(dialogWords.fr), runtimeNote('1', 'fr')])
      expect(text).not.toMatch(/ [:;?!»]|« |'/);
  });
});

describe('CrashCounter', () => {
  it('gives up at the third crash within a minute', () => {
    const crashes = new CrashCounter();
    expect([0, 70_000, 80_000, 90_000].map((ms) => crashes.mayTryAgain(ms))).toEqual([true, true, true, false]);
  });
});
