import type { Clock } from '../engine/base/clock.ts';
import { systemClock } from '../engine/platform/system-clock.ts';

/** A clock on which an idle query waits until it is told that there is something to look at. */
export class GateClock implements Clock {
  #wake: () => void = () => undefined;
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
    if (signal.aborted || this.#isOpen) return Promise.resolve();
    return new Promise((resolve) => {
      const done = () => {
        signal.removeEventListener('abort', done);
        resolve();
      };
      this.#wake = done;
      signal.addEventListener('abort', done);
    });
  }

  /** Ends the pause of an idle query. */
  wake(): void {
    this.#wake();
  }

  /** From now on no pause takes any time: everything there is to look at is there. */
  open(): void {
    this.#isOpen = true;
    this.#wake();
  }
}
