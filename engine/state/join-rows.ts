import { must } from '../base/assert.ts';
import type { Row } from '../types/value.ts';
import { TimeQueue } from './time-queue.ts';

/** A row that waits for partners. */
export interface KeptRow {
  /** Given by what keeps the row when it comes; grows. */
  number: number;
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
  /** By number, and so in the order in which they came; those that are gone since the last commit as well. */
  readonly #byNumber = new Map<number, KeptRow>();
  #size = 0;
  #nextNumber = 0;
  // Of the running batch.
  #firstAdded = 0;
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
    this.#insert(this.#nextNumber, kept);
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
    for (const { number } of this.#gone) this.#byNumber.delete(number);
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
      this.#byNumber.delete(kept.number);
      if (rows.length === 0) this.#byKey.delete(kept.key);
      kept.isGone = true; // the queue still holds it
    }
    this.#size -= this.#added.length;
    this.#forgetBatch();
  }

  /** Rows that are kept since before the running batch, and have met their first partner in it and are still here. */
  *newlyMatched(): Generator<KeptRow> {
    for (const kept of this.#matched) if (!kept.isGone && kept.number < this.#firstAdded) yield kept;
  }

  /** Rows that were kept before the running batch, and are gone. */
  *newlyGone(): Generator<KeptRow> {
    for (const kept of this.#gone) if (kept.number < this.#firstAdded) yield kept;
  }

  /** Rows that the running batch has brought and not taken out again, in the order in which they came. */
  *newlyKept(): Generator<KeptRow> {
    for (const kept of this.#added) if (!kept.isGone) yield kept;
  }

  /** All rows in the order in which they came; between batches. */
  committed(): Iterable<KeptRow> {
    return this.#byNumber.values();
  }

  /** Forgets everything. */
  clear(): void {
    this.#byKey.clear();
    this.#byNumber.clear();
    this.#queue.clear();
    this.#size = 0;
    this.#nextNumber = 0;
    this.#forgetBatch();
  }

  /** The row of this number, also one that is gone since the last commit. */
  at(number: number): KeptRow | null {
    return this.#byNumber.get(number) ?? null;
  }

  /** Keeps a row of a checkpoint under the number that it had there; numbers grow. */
  restore(number: number, kept: KeptRow): void {
    this.#insert(number, kept);
    this.#firstAdded = this.#nextNumber;
  }

  #insert(number: number, kept: KeptRow): void {
    kept.number = number;
    const { key, time } = kept;
    const rows = this.#byKey.get(key);
    if (rows === undefined) this.#byKey.set(key, [kept]);
    else rows.push(kept);
    this.#byNumber.set(number, kept);
    if (time !== null) this.#queue.add(time, kept);
    this.#nextNumber = number + 1;
    this.#size++;
  }

  #forgetBatch(): void {
    this.#firstAdded = this.#nextNumber;
    this.#added.length = 0;
    this.#matched.length = 0;
    this.#gone.length = 0;
  }
}
