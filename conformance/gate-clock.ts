import type { Clock } from '../engine/base/clock.ts';
import { systemClock } from '../engine/platform/system-clock.ts';

/** A clock on which an idle query waits until it is told that there is something to look at. */
export class GateClock implements Clock {
  /** Ends the pause that the query is in; null while it is in none. */
  #end: (() => void) | null = null;
  /** It was told before its pause began. */
  #isTold = false;
  #isOpen = false;
  readonly #now: () => number;

  constructor(now: () => number = systemClock.now) {
    this.#now = now;
  }

  now(): number {
    return this.#now();
  }

  monotonic(): number {
    return systemClock.monotonic();
  }

  sleep(_ms: number, signal: AbortSignal): Promise<void> {
    const isTold = this.#isTold;
    this.#isTold = false;
    if (signal.aborted || this.#isOpen || isTold) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        signal.removeEventListener('abort', done);
        this.#end = null;
        resolve();
      };
      this.#end = done;
      signal.addEventListener('abort', done);
    });
  }

  /** Ends the pause of an idle query, also one that is about to begin. */
  wake(): void {
    if (this.#end === null) this.#isTold = true;
    else this.#end();
  }

  /** From now on no pause takes any time: everything there is to look at is there. */
  open(): void {
    this.#isOpen = true;
    this.wake();
  }
}
