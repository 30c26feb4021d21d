import { readFile } from 'node:fs/promises';
import { type Preferences, preferencesSchema } from '../contract/shapes.ts';
import { writeFileAtomically } from './documents/atomic-write.ts';

export const DEFAULT_PREFERENCES: Preferences = { theme: 'system', language: 'system', layout: {}, keys: {} };

/** Largest layout that is kept, in characters of JSON: it holds sizes and names of tabs, nothing else. */
const LAYOUT_MAX = 100_000;

/** Most commands whose keys are kept. */
const COMMANDS_MAX = 1000;

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
    const { theme, language, layout, keys } = this.#preferences;
    const isTooLarge = JSON.stringify(changes.layout ?? {}).length > LAYOUT_MAX;
    const areTooMany = Object.keys(changes.keys ?? {}).length > COMMANDS_MAX;
    this.#preferences = {
      theme: changes.theme ?? theme,
      language: changes.language ?? language,
      layout: isTooLarge ? layout : (changes.layout ?? layout),
      keys: areTooMany ? keys : (changes.keys ?? keys),
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
    keys: keysFrom(source.keys),
  };
}

/** Chosen keys, command by command: one that is wrong costs only itself. */
function keysFrom(found: unknown): Preferences['keys'] {
  if (typeof found !== 'object' || found === null) return {};
  const { keyType, valueType } = preferencesSchema.shape.keys;
  const entries = Object.entries(found).slice(0, COMMANDS_MAX);
  return Object.fromEntries(
    entries.flatMap(([command, bindings]) => {
      const read = valueType.safeParse(bindings);
      return read.success && command !== '__proto__' && keyType.safeParse(command).success
        ? [[command, read.data]]
        : [];
    }),
  );
}
