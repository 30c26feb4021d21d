import { must } from '../base/assert.ts';

/**
 * Entries in the order of their times: a binary heap over the different times, each with its entries in the order in which they
 * came. Adding costs the logarithm of the number of times; taking costs that much for each time taken, whatever else is held.
 */
export class TimeQueue<Entry> {
  readonly #entries = new Map<bigint, Entry[]>();
  readonly #heap: bigint[] = [];

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

  /** Takes out all entries whose time is at or below `limit`, the earliest first. */
  takeUntil(limit: bigint): Entry[] {
    const taken: Entry[] = [];
    for (let first = this.#heap[0]; first !== undefined && first <= limit; first = this.#heap[0]) {
      for (const entry of must(this.#entries.get(first), 'a time in the heap has entries')) taken.push(entry);
      this.#entries.delete(first);
      this.#removeFirst();
    }
    return taken;
  }

  clear(): void {
    this.#entries.clear();
    this.#heap.length = 0;
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
