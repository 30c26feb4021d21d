import type { StateEntries, StateTable, StateTableForm } from '../../state/state-table.ts';
import { makeGroupKey } from '../../types/group-key.ts';
import type { Value } from '../../types/value.ts';

/**
 * Takes a saved table in to show its first entries. Read twice: the first time it learns the keys, the second time it keeps the values of
 * the first ones alone, so that it holds no more of a large state than its keys.
 */
export class FirstEntries implements StateTable {
  readonly form: StateTableForm;
  readonly #keyOf: (key: readonly Value[]) => string;
  readonly #keys = new Set<string>();
  #wanted: Map<string, Entry | null> | null = null;

  constructor(form: StateTableForm) {
    this.form = form;
    this.#keyOf = makeGroupKey(form.key.map(({ type }) => type));
  }

  get size(): number {
    return this.#keys.size;
  }

  /** The keys are known; what is read from here on tells their values. */
  choose(count: number): void {
    this.#wanted = new Map();
    for (const key of this.#keys) {
      if (this.#wanted.size >= count) return;
      this.#wanted.set(key, null);
    }
  }

  /** The chosen ones, in their order. */
  get entries(): Entry[] {
    return [...(this.#wanted?.values() ?? [])].flatMap((entry) => entry ?? []);
  }

  clear(): void {
    if (this.#wanted === null) this.#keys.clear();
    for (const key of this.#wanted?.keys() ?? []) this.#wanted?.set(key, null);
  }

  *restore(entries: StateEntries): Generator<void> {
    for (let index = 0; index < entries.count; index++) {
      const key = entries.key(index);
      const text = this.#keyOf(key);
      if (this.#wanted === null) {
        if (entries.isRemoved(index)) this.#keys.delete(text);
        else this.#keys.add(text);
      } else if (this.#wanted.has(text)) {
        this.#wanted.set(text, entries.isRemoved(index) ? null : { key, value: entries.value(index) });
      }
      if (index % STEP_ENTRIES === 0) yield;
    }
  }

  /** Nothing is ever written of it. */
  *writeChanges(): Generator<void> {}

  *writeAll(): Generator<void> {}
}

interface Entry {
  readonly key: readonly Value[];
  readonly value: readonly Value[];
}

const STEP_ENTRIES = 256;
