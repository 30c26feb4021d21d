import { makeGroupKey } from '../../types/group-key.ts';
import type { Value } from '../../types/value.ts';
import type { StateEntries, StateEntryWriter, StateTable, StateTableForm } from '../state-table.ts';

export interface CollectedEntry {
  readonly key: readonly Value[];
  readonly value: readonly Value[];
}

/**
 * The entries of a saved table as they are, for who shows or compares them without the operator: made by `restore` of a
 * `StateFolder`, or handed to another table's `writeAll`.
 */
export class CollectedTable implements StateTable, StateEntryWriter {
  readonly form: StateTableForm;
  readonly #entries = new Map<string, CollectedEntry>();
  readonly #keyOf: (key: readonly Value[]) => string;

  constructor(form: StateTableForm) {
    this.form = form;
    this.#keyOf = makeGroupKey(form.key.map(({ type }) => type));
  }

  get size(): number {
    return this.#entries.size;
  }

  /** In their order. */
  get entries(): Iterable<CollectedEntry> {
    return this.#entries.values();
  }

  put(key: readonly Value[], value: readonly Value[]): void {
    this.#entries.set(this.#keyOf(key), { key: [...key], value: [...value] });
  }

  remove(key: readonly Value[]): void {
    this.#entries.delete(this.#keyOf(key));
  }

  /** There is no batch that could change anything. */
  *writeChanges(_to: StateEntryWriter): Iterable<void> {}

  *writeAll(to: StateEntryWriter): Iterable<void> {
    for (const { key, value } of this.#entries.values()) {
      to.put(key, value);
      yield;
    }
  }

  clear(): void {
    this.#entries.clear();
  }

  *restore(entries: StateEntries): Iterable<void> {
    for (let index = 0; index < entries.count; index++) {
      const key = entries.key(index);
      if (entries.isRemoved(index)) this.#entries.delete(this.#keyOf(key));
      else this.#entries.set(this.#keyOf(key), { key, value: entries.value(index) });
      yield;
    }
  }
}
