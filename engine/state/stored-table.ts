import { must } from '../base/assert.ts';
import type { Value } from '../types/value.ts';
import { ENTRIES_A_STEP } from './entries-a-step.ts';
import type { StateStore } from './state-store.ts';
import type { StateEntries, StateEntryWriter, StateTable, StateTableForm } from './state-table.ts';

/** How an operator's entries and the entries of a table become each other. */
export interface StoredEntries<Entry> {
  keyOf(entry: Entry): readonly Value[];
  valueOf(entry: Entry): readonly Value[];
  /** The key as the store knows it. */
  textOf(key: readonly Value[]): string;
  /** Forgets what the operator keeps beside the store. */
  cleared(): void;
  /** An entry of a checkpoint; null in the place of `value` for one that is gone. Puts it into the store, or takes it out. */
  restore(text: string, key: readonly Value[], value: readonly Value[] | null): void;
  /** Entries were restored: time to look at what they take in memory. */
  restored(): void;
}

/** The entries of a `StateStore` as a table of a checkpoint. */
export class StoredTable<Entry> implements StateTable {
  readonly form: StateTableForm;
  readonly #store: StateStore<Entry>;
  readonly #entries: StoredEntries<Entry>;

  constructor(form: StateTableForm, store: StateStore<Entry>, entries: StoredEntries<Entry>) {
    this.form = form;
    this.#store = store;
    this.#entries = entries;
  }

  get size(): number {
    return this.#store.size;
  }

  *writeChanges(to: StateEntryWriter): Generator<void> {
    let written = 0;
    for (const { before, after } of this.#store.changes()) {
      if (after !== null) to.put(this.#entries.keyOf(after), this.#entries.valueOf(after));
      else to.remove(this.#entries.keyOf(must(before, 'a removed key was there')));
      if (++written % ENTRIES_A_STEP === 0) yield;
    }
  }

  *writeAll(to: StateEntryWriter): Generator<void> {
    let written = 0;
    for (const entry of this.#store.committed()) {
      to.put(this.#entries.keyOf(entry), this.#entries.valueOf(entry));
      if (++written % ENTRIES_A_STEP === 0) yield;
    }
  }

  clear(): void {
    this.#store.clear();
    this.#entries.cleared();
    this.#entries.restored();
  }

  *restore(entries: StateEntries): Generator<void> {
    for (let index = 0; index < entries.count; index++) {
      const key = entries.key(index);
      this.#entries.restore(this.#entries.textOf(key), key, entries.isRemoved(index) ? null : entries.value(index));
      if ((index + 1) % ENTRIES_A_STEP !== 0) continue;
      this.#entries.restored();
      yield;
    }
    this.#entries.restored();
  }
}
