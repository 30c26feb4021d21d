import { TimeQueue } from '../../state/time-queue.ts';

/**
 * Keys with something that falls due, each at one time, in microseconds. What is taken in a batch can be put back until the batch
 * is committed. A key may be given again although nothing of it is due any more: the caller looks at what it has.
 */
export class DueKeys {
  readonly #queue = new TimeQueue<string>();
  /** The earliest time for which a key is in the queue. */
  readonly #times = new Map<string, bigint>();
  /** Of the running batch. */
  readonly #taken: [key: string, time: bigint][] = [];

  /** Says that something of the key is due at `time` and nothing before. */
  add(key: string, time: bigint): void {
    const known = this.#times.get(key);
    // What was put off since is found when the time comes for which the key waits, and then waits again.
    if (known !== undefined && known <= time) return;
    this.#times.set(key, time);
    this.#queue.add(time, key);
  }

  /**
   * Takes the keys whose time is at or below `limit`, each once and when it is asked for; null stands for a look at one that was
   * taken before. Who breaks off half-way must call `abort`.
   */
  *takeUntil(limit: bigint): Generator<string | null> {
    for (const key of this.#queue.takeUntil(limit)) {
      const time = this.#times.get(key);
      // One that was given a sooner time is in the queue for the old one as well.
      if (time === undefined || time > limit) {
        yield null;
        continue;
      }
      this.#times.delete(key);
      this.#taken.push([key, time]);
      yield key;
    }
  }

  commit(): void {
    this.#queue.commit();
    this.#taken.length = 0;
  }

  /** Puts back what was taken since the last commit. What was added stays: it is looked at once for nothing. */
  abort(): void {
    this.#queue.abort();
    for (const [key, time] of this.#taken) {
      const known = this.#times.get(key);
      if (known === undefined || known > time) this.#times.set(key, time);
    }
    this.#taken.length = 0;
  }

  clear(): void {
    this.#queue.clear();
    this.#times.clear();
    this.#taken.length = 0;
  }
}
