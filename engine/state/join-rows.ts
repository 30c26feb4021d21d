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

/** Lost rows that a commit clears away itself; of more it leaves that to `tidy`. */
const AT_ONCE_MAX = 4096;
/** Lost rows that are cleared away between two rests. */
const STEP_ROWS = 512;

const none: readonly KeptRow[] = [];

/**
 * The rows that one side of a join keeps, by key and, within a key, in the order in which they came. What a batch does to them
 * is done in place and can be undone until it is committed. A queue by time finds the rows that a watermark has passed
 * without looking at any others.
 *
 * Neither a commit nor its opposite takes long: many rows that are lost by it stay in the lists until `tidy` has cleared them away.
 */
export class JoinRows {
  readonly #byKey = new Map<string, KeptRow[]>();
  readonly #queue = new TimeQueue<KeptRow>();
  /** By number, and so in the order in which they came; those that are gone since the last commit, or not cleared away, as well. */
  readonly #byNumber = new Map<number, KeptRow>();
  #size = 0;
  #nextNumber = 0;
  // Of the running batch.
  #firstAdded = 0;
  #added: KeptRow[] = [];
  #matched: KeptRow[] = [];
  #gone: KeptRow[] = [];
  /** Rows that are to be cleared away. */
  #lost: KeptRow[] = [];

  get size(): number {
    return this.#size;
  }

  /** The rows of a key, some included that are gone; to be read before anything is added. */
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

  /**
   * Takes out all rows whose time is at or below `micros`, the earliest first, each when it is asked for; null stands for a look at
   * one that was gone before. Who breaks off half-way must call `abort`.
   */
  *takeUntil(micros: bigint): Generator<KeptRow | null> {
    for (const kept of this.#queue.takeUntil(micros)) {
      if (kept.isGone) {
        yield null;
        continue;
      }
      this.remove(kept);
      yield kept;
    }
  }

  /** Takes out a row that is kept. */
  remove(kept: KeptRow): void {
    kept.isGone = true; // the queue may hold it still, and passes over it
    this.#gone.push(kept);
    this.#size--;
  }

  commit(): void {
    const gone = this.#gone;
    this.#queue.commit();
    this.#forgetBatch();
    this.#lose(gone);
  }

  abort(): void {
    this.#queue.abort();
    for (const kept of this.#gone) kept.isGone = false;
    this.#size += this.#gone.length;
    for (const kept of this.#matched) kept.isMatched = false;
    const added = this.#added;
    for (const kept of added) kept.isGone = true; // the queue still holds it
    this.#size -= added.length;
    this.#forgetBatch();
    this.#lose(added);
  }

  /**
   * Clears away the rows that are lost, in steps of a few milliseconds; nothing else may be done in between. May be broken off:
   * whoever looks sees no difference.
   */
  *tidy(): Generator<void> {
    if (this.#lost.length === 0) return;
    let looks = 0;
    // May come back.
    const gone = new Set<KeptRow>();
    for (const kept of this.#gone) {
      gone.add(kept);
      if (++looks % STEP_ROWS === 0) yield;
    }
    const keys = new Set<string>();
    for (let lost = this.#lost.pop(); lost !== undefined; lost = this.#lost.pop()) {
      this.#byNumber.delete(lost.number);
      if (!keys.has(lost.key)) {
        keys.add(lost.key);
        this.#tidyKey(lost.key, gone);
      }
      if (++looks % STEP_ROWS === 0) yield;
    }
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
  *committed(): Generator<KeptRow> {
    for (const kept of this.#byNumber.values()) if (!kept.isGone) yield kept;
  }

  /** Forgets everything. */
  clear(): void {
    this.#byKey.clear();
    this.#byNumber.clear();
    this.#queue.clear();
    this.#size = 0;
    this.#nextNumber = 0;
    this.#lost = [];
    this.#forgetBatch();
  }

  /** The row of this number, unless it is gone. */
  at(number: number): KeptRow | null {
    const kept = this.#byNumber.get(number);
    return kept === undefined || kept.isGone ? null : kept;
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

  /** Takes the list over. */
  #lose(rows: KeptRow[]): void {
    this.#lost = this.#lost.length === 0 ? rows : [...this.#lost, ...rows];
    if (this.#lost.length <= AT_ONCE_MAX) for (const _ of this.tidy());
  }

  #tidyKey(key: string, gone: ReadonlySet<KeptRow>): void {
    const left = (this.#byKey.get(key) ?? none).filter((kept) => !kept.isGone || gone.has(kept));
    if (left.length === 0) this.#byKey.delete(key);
    else this.#byKey.set(key, left);
  }

  #forgetBatch(): void {
    this.#firstAdded = this.#nextNumber;
    this.#added = [];
    this.#matched = [];
    this.#gone = [];
  }
}
