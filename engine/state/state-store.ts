/** Changes that a commit moves over itself; of more it leaves that to `settle`. */
const AT_ONCE_MAX = 4096;
/** Changes that are moved over between two rests. */
const STEP_CHANGES = 512;

/**
 * Keyed state of one operator, versioned by micro-batch. Changes of the running batch lie over the committed entries, so
 * that a batch that fails or is stopped leaves no trace. Entries must not be changed in place once they were put.
 *
 * A commit never takes long: many changes stay what lies over the others until `settle` has moved them over.
 */
export class StateStore<Entry> {
  #committed = new Map<string, Entry>();
  /** Committed, and lying over the others until they are moved over; null marks a removed key. */
  #settling = new Map<string, Entry | null>();
  /** Of the running batch; null marks a removed key. */
  #changes = new Map<string, Entry | null>();
  #committedSize = 0;
  #sizeChange = 0;

  get(key: string): Entry | undefined {
    const changed = this.#changes.get(key);
    if (changed !== undefined) return changed ?? undefined;
    return this.#before(key);
  }

  put(key: string, entry: Entry): void {
    if (this.get(key) === undefined) this.#sizeChange++;
    this.#changes.set(key, entry);
  }

  remove(key: string): void {
    if (this.get(key) === undefined) return;
    this.#sizeChange--;
    if (this.#before(key) !== undefined) this.#changes.set(key, null);
    else this.#changes.delete(key);
  }

  /** All entries with the running batch's changes, in the order in which their keys first came. */
  *entries(): Generator<[string, Entry]> {
    yield* overlaid(
      overlaid(this.#committed, this.#committed, this.#settling),
      { has: (key) => this.#before(key) !== undefined },
      this.#changes,
    );
  }

  /** Entries, the running batch's changes included. */
  get size(): number {
    return this.#committedSize + this.#sizeChange;
  }

  commit(): void {
    this.#settleAtOnce();
    // Where nothing was, nothing was removed.
    if (this.#committed.size === 0) this.#committed = this.#changes as Map<string, Entry>;
    else this.#settling = this.#changes;
    this.#changes = new Map();
    this.#committedSize += this.#sizeChange;
    this.#sizeChange = 0;
    if (this.#settling.size <= AT_ONCE_MAX) this.#settleAtOnce();
  }

  /**
   * Moves over what the last commit has left to it, in steps of a few milliseconds. May be called at any time, and broken off: whoever
   * looks sees no difference.
   */
  *settle(): Generator<void> {
    let moved = 0;
    for (const [key, entry] of this.#settling) {
      if (entry === null) this.#committed.delete(key);
      else this.#committed.set(key, entry);
      if (++moved % STEP_CHANGES === 0) yield;
    }
    if (moved > 0) this.#settling = new Map();
  }

  abort(): void {
    this.#changes = new Map();
    this.#sizeChange = 0;
  }

  /** What the running batch did, by key: the entry that was there before it, and the one that is there now. */
  *changes(): Generator<StateChange<Entry>> {
    for (const [key, after] of this.#changes) yield { before: this.#before(key) ?? null, after };
  }

  /** Entries without what the running batch did, in the order in which their keys first came. */
  *committed(): Generator<Entry> {
    for (const [, entry] of overlaid(this.#committed, this.#committed, this.#settling)) yield entry;
  }

  /** Forgets everything. */
  clear(): void {
    this.abort();
    this.#committed = new Map();
    this.#settling = new Map();
    this.#committedSize = 0;
  }

  /** Puts an entry as one that is committed, as a restore from a checkpoint does; between batches. */
  restore(key: string, entry: Entry): void {
    this.#settleAtOnce();
    this.#committed.set(key, entry);
    this.#committedSize = this.#committed.size;
  }

  /** Removes a committed entry, as a restore from a checkpoint does; between batches. */
  drop(key: string): void {
    this.#settleAtOnce();
    this.#committed.delete(key);
    this.#committedSize = this.#committed.size;
  }

  /** The entry without what the running batch did. */
  #before(key: string): Entry | undefined {
    const settling = this.#settling.size === 0 ? undefined : this.#settling.get(key);
    if (settling !== undefined) return settling ?? undefined;
    return this.#committed.get(key);
  }

  #settleAtOnce(): void {
    if (this.#settling.size > 0) for (const _ of this.settle());
  }
}

/** Entries with changes to them: those of keys that were there in their places, then the new ones. */
function* overlaid<Entry>(
  entries: Iterable<[string, Entry]>,
  keys: { has(key: string): boolean },
  changes: ReadonlyMap<string, Entry | null>,
): Generator<[string, Entry]> {
  for (const [key, entry] of entries) {
    const changed = changes.get(key);
    if (changed !== null) yield [key, changed ?? entry];
  }
  for (const [key, entry] of changes) if (entry !== null && !keys.has(key)) yield [key, entry];
}

/** One of both is there: a key that came and went within the batch is none. */
export interface StateChange<Entry> {
  /** Null for a key that is new. */
  readonly before: Entry | null;
  /** Null for a key that was removed. */
  readonly after: Entry | null;
}
