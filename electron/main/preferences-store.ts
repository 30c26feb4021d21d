import { readFile } from 'node:fs/promises';
import { type Preferences, preferencesSchema } from '../contract/shapes.ts';
import { writeFileAtomically } from './documents/atomic-write.ts';

export const DEFAULT_PREFERENCES: Preferences = { theme: 'system', language: 'system', layout: {} };

/** Largest layout that is kept, in characters of JSON: it holds sizes and names of tabs, nothing else. */
const LAYOUT_MAX = 100_000;

type Changes = { readonly [Key in keyof Preferences]?: Preferences[Key] | undefined };

/** The user's preferences, in one file. What is missing or wrong in it falls back to its default, setting by setting. */
export class PreferencesStore {
  readonly #file: string;
  #preferences = DEFAULT_PREFERENCES;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(file: string) {
    this.#file = file;
  }

  async load(): Promise<void> {
    const found = await readFile(this.#file, 'utf8')
      .then(JSON.parse)
      .catch(() => null);
    this.#preferences = preferencesFrom(found);
  }

  get(): Preferences {
    return this.#preferences;
  }

  /** Takes the changes over and writes them. A write that fails costs the next start its memory, nothing else. */
  async set(changes: Changes): Promise<Preferences> {
    const { theme, language, layout } = this.#preferences;
    const isTooLarge = JSON.stringify(changes.layout ?? {}).length > LAYOUT_MAX;
    this.#preferences = {
      theme: changes.theme ?? theme,
      language: changes.language ?? language,
      layout: isTooLarge ? layout : (changes.layout ?? layout),
    };
    const text = JSON.stringify(this.#preferences, null, 2);
    const written = this.#turn.then(() => writeFileAtomically(this.#file, text));
    this.#turn = written.catch(() => undefined);
    await this.#turn;
    return this.#preferences;
  }
}

/** Preferences out of anything. */
export function preferencesFrom(found: unknown): Preferences {
  const { theme, language, layout } = preferencesSchema.shape;
  const source: Readonly<Record<string, unknown>> = typeof found === 'object' && found !== null ? { ...found } : {};
  return {
    theme: theme.catch(DEFAULT_PREFERENCES.theme).parse(source.theme),
    language: language.catch(DEFAULT_PREFERENCES.language).parse(source.language),
    layout: layout.catch(DEFAULT_PREFERENCES.layout).parse(source.layout),
  };
}
