import { must } from '../base/assert.ts';
import type { Row } from '../types/value.ts';
import { TimeQueue } from './time-queue.ts';

/** A row that waits for partners. */
export interface KeptRow {
  readonly key: string;
  readonly row: Row;
  /** In microseconds; null for a row that no watermark lets go. */
  readonly time: bigint | null;
  /** Whether it has ever met a partner. Set with `markMatched` only. */
  isMatched: boolean;
  isGone: boolean;
}

const none: readonly KeptRow[] = [];

/**
 * The rows that one side of a join keeps, by key and, within a key, in the order in which they came. What a batch does to them
 * is done in place and can be undone until it is committed. A queue by time finds the rows that a watermark has passed
 * without looking at any others.
 */
export class JoinRows {
  readonly #byKey = new Map<string, KeptRow[]>();
  readonly #queue = new TimeQueue<KeptRow>();
  #size = 0;
  // Of the running batch.
  readonly #added: KeptRow[] = [];
  readonly #matched: KeptRow[] = [];
  readonly #gone: KeptRow[] = [];

  get size(): number {
    return this.#size;
  }

  /** The rows of a key, those included that are gone since the last commit; to be read before anything is added. */
  of(key: string): readonly KeptRow[] {
    return this.#byKey.get(key) ?? none;
  }

  add(kept: KeptRow): void {
    this.#insert(kept);
    this.#added.push(kept);
  }

  markMatched(kept: KeptRow): void {
    if (kept.isMatched) return;
    kept.isMatched = true;
    this.#matched.push(kept);
  }

  /** Takes out all rows whose time is at or below `micros`, the earliest first. */
  takeUntil(micros: bigint): KeptRow[] {
    const past: KeptRow[] = [];
    for (const kept of this.#queue.takeUntil(micros)) {
      if (kept.isGone) continue;
      this.remove(kept);
      past.push(kept);
    }
    return past;
  }

  /** Takes out a row that is kept. */
  remove(kept: KeptRow): void {
    kept.isGone = true; // the queue may hold it still, and passes over it
    this.#gone.push(kept);
    this.#size--;
  }

  commit(): void {
    for (const key of new Set(this.#gone.map((kept) => kept.key))) {
      const left = must(this.#byKey.get(key), 'a row that goes was kept').filter((kept) => !kept.isGone);
      if (left.length === 0) this.#byKey.delete(key);
      else this.#byKey.set(key, left);
    }
    this.#forgetBatch();
  }

  abort(): void {
    for (const kept of this.#gone) {
      kept.isGone = false;
      if (kept.time !== null) this.#queue.add(kept.time, kept);
    }
    this.#size += this.#gone.length;
    for (const kept of this.#matched) kept.isMatched = false;
    for (const kept of this.#added.reverse()) {
      const rows = must(this.#byKey.get(kept.key), 'a row that was added is kept');
      rows.pop();
      if (rows.length === 0) this.#byKey.delete(kept.key);
      kept.isGone = true; // the queue still holds it
    }
    this.#size -= this.#added.length;
    this.#forgetBatch();
  }

  /** All rows, by key, in the order in which the keys first came. */
  *groups(): Generator<readonly KeptRow[]> {
    for (const rows of this.#byKey.values()) {
      const kept = rows.filter(({ isGone }) => !isGone);
      if (kept.length > 0) yield kept;
    }
  }

  /** Replaces everything by committed rows, as a restore from a checkpoint does. */
  reset(rows: Iterable<KeptRow>): void {
    this.#byKey.clear();
    this.#queue.clear();
    this.#forgetBatch();
    this.#size = 0;
    for (const kept of rows) this.#insert(kept);
  }

  #insert(kept: KeptRow): void {
    const rows = this.#byKey.get(kept.key);
    if (rows === undefined) this.#byKey.set(kept.key, [kept]);
    else rows.push(kept);
    if (kept.time !== null) this.#queue.add(kept.time, kept);
    this.#size++;
  }

  #forgetBatch(): void {
    this.#added.length = 0;
    this.#matched.length = 0;
    this.#gone.length = 0;
  }
}
