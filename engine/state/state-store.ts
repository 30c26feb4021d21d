/**
 * Keyed state of one operator, versioned by micro-batch. Changes of the running batch lie over the committed entries, so
 * that a batch that fails or is stopped leaves no trace. Entries must not be changed in place once they were put.
 */
export class StateStore<Entry> {
  readonly #committed = new Map<string, Entry>();
  /** Of the running batch; null marks a removed key. */
  readonly #changes = new Map<string, Entry | null>();
  #sizeChange = 0;

  get(key: string): Entry | undefined {
    const changed = this.#changes.get(key);
    if (changed !== undefined) return changed ?? undefined;
    return this.#committed.get(key);
  }

  put(key: string, entry: Entry): void {
    if (this.get(key) === undefined) this.#sizeChange++;
    this.#changes.set(key, entry);
  }

  remove(key: string): void {
    if (this.get(key) === undefined) return;
    this.#sizeChange--;
    if (this.#committed.has(key)) this.#changes.set(key, null);
    else this.#changes.delete(key);
  }

  /** All entries with the running batch's changes, in the order in which their keys first came. */
  *entries(): Generator<[string, Entry]> {
    for (const [key, entry] of this.#committed) {
      const changed = this.#changes.get(key);
      if (changed === null) continue;
      yield [key, changed ?? entry];
    }
    for (const [key, entry] of this.#changes) {
      if (entry !== null && !this.#committed.has(key)) yield [key, entry];
    }
  }

  /** Entries, the running batch's changes included. */
  get size(): number {
    return this.#committed.size + this.#sizeChange;
  }

  commit(): void {
    for (const [key, entry] of this.#changes) {
      if (entry === null) this.#committed.delete(key);
      else this.#committed.set(key, entry);
    }
    this.abort();
  }

  abort(): void {
    this.#changes.clear();
    this.#sizeChange = 0;
  }

  /** What the running batch did, by key: the entry that was there before it, and the one that is there now. */
  *changes(): Generator<StateChange<Entry>> {
    for (const [key, after] of this.#changes) yield { before: this.#committed.get(key) ?? null, after };
  }

  /** Entries without what the running batch did, in the order in which their keys first came. */
  committed(): Iterable<Entry> {
    return this.#committed.values();
  }

  /** Forgets everything. */
  clear(): void {
    this.abort();
    this.#committed.clear();
  }

  /** Puts an entry as one that is committed, as a restore from a checkpoint does; between batches. */
  restore(key: string, entry: Entry): void {
    this.#committed.set(key, entry);
  }

  /** Removes a committed entry, as a restore from a checkpoint does; between batches. */
  drop(key: string): void {
    this.#committed.delete(key);
  }
}

/** One of both is there: a key that came and went within the batch is none. */
export interface StateChange<Entry> {
  /** Null for a key that is new. */
  readonly before: Entry | null;
  /** Null for a key that was removed. */
  readonly after: Entry | null;
}
