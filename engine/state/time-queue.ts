import { must } from '../base/assert.ts';

/** Entries of one time, in the order in which they came. */
interface Taken<Entry> {
  readonly time: bigint;
  readonly entries: readonly Entry[];
}

/**
 * Entries in the order of their times: a binary heap over the different times, each with its entries in the order in which they
 * came. Adding costs the logarithm of the number of times; taking costs that much for each time taken, whatever else is held.
 * What is taken in a batch can be put back until the batch is committed: that costs a step for each time, since what comes back
 * waits beside the heap, in its order.
 */
export class TimeQueue<Entry> {
  readonly #entries = new Map<bigint, Entry[]>();
  readonly #heap: bigint[] = [];
  /** Of the running batch. */
  #taken: Taken<Entry>[] = [];
  /** What was put back, by time; those before `#nextBack` are taken again. */
  #back: readonly Taken<Entry>[] = [];
  #nextBack = 0;

  add(time: bigint, entry: Entry): void {
    const entries = this.#entries.get(time);
    if (entries !== undefined) {
      entries.push(entry);
      return;
    }
    this.#entries.set(time, [entry]);
    this.#heap.push(time);
    this.#rise(this.#heap.length - 1);
  }

  /**
   * Takes out all entries whose time is at or below `limit`, the earliest first, each when it is asked for. Who breaks off half-way
   * must call `abort`.
   */
  *takeUntil(limit: bigint): Generator<Entry> {
    for (let taken = this.#takeFirst(limit); taken !== null; taken = this.#takeFirst(limit)) {
      this.#taken.push(taken);
      for (const entry of taken.entries) yield entry;
    }
  }

  commit(): void {
    this.#taken = [];
    if (this.#nextBack < this.#back.length) return;
    this.#back = [];
    this.#nextBack = 0;
  }

  /** Puts back what was taken since the last commit. What was added stays. */
  abort(): void {
    if (this.#taken.length === 0) return;
    // Both are mostly in order, which sorting makes use of.
    this.#back = [...this.#taken, ...this.#back.slice(this.#nextBack)].sort(byTime);
    this.#nextBack = 0;
    this.#taken = [];
  }

  clear(): void {
    this.#entries.clear();
    this.#heap.length = 0;
    this.#taken = [];
    this.#back = [];
    this.#nextBack = 0;
  }

  #takeFirst(limit: bigint): Taken<Entry> | null {
    const back = this.#back[this.#nextBack];
    const time = this.#heap[0];
    // Of one time, those that were put back came first.
    if (back !== undefined && back.time <= limit && (time === undefined || back.time <= time)) {
      this.#nextBack++;
      return back;
    }
    if (time === undefined || time > limit) return null;
    const entries = must(this.#entries.get(time), 'a time in the heap has entries');
    this.#entries.delete(time);
    this.#removeFirst();
    return { time, entries };
  }

  #removeFirst(): void {
    const last = must(this.#heap.pop(), 'the heap is not empty');
    if (this.#heap.length === 0) return;
    this.#heap[0] = last;
    this.#sink();
  }

  #rise(from: number): void {
    let at = from;
    while (at > 0) {
      const above = (at - 1) >> 1;
      if (this.#at(above) <= this.#at(at)) return;
      this.#swap(at, above);
      at = above;
    }
  }

  #sink(): void {
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      if (left >= this.#heap.length) return;
      const right = left + 1;
      const least = right < this.#heap.length && this.#at(right) < this.#at(left) ? right : left;
      if (this.#at(at) <= this.#at(least)) return;
      this.#swap(at, least);
      at = least;
    }
  }

  #at(index: number): bigint {
    return must(this.#heap[index], 'within the heap');
  }

  #swap(a: number, b: number): void {
    const held = this.#at(a);
    this.#heap[a] = this.#at(b);
    this.#heap[b] = held;
  }
}

function byTime(a: Taken<unknown>, b: Taken<unknown>): number {
  if (a.time === b.time) return 0;
  return a.time < b.time ? -1 : 1;
}
