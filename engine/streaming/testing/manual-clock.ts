import type { Clock } from '../../base/clock.ts';

/** A clock that stands still until it is told to move. Sleepers wake in order. */
export class ManualClock implements Clock {
  #nowMs: number;
  #sleepers: { readonly wakeMs: number; readonly wake: () => void }[] = [];

  constructor(startMs = 0) {
    this.#nowMs = startMs;
  }

  now(): number {
    return this.#nowMs;
  }

  monotonic(): number {
    return this.#nowMs;
  }

  sleep(delayMs: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      if (signal?.aborted === true || delayMs <= 0) {
        resolve();
        return;
      }
      const onAbort = () => {
        this.#sleepers = this.#sleepers.filter((other) => other !== sleeper);
        resolve();
      };
      const wake = () => {
        signal?.removeEventListener('abort', onAbort);
        resolve();
      };
      const sleeper = { wakeMs: this.#nowMs + delayMs, wake };
      signal?.addEventListener('abort', onAbort);
      this.#sleepers.push(sleeper);
    });
  }

  /** Sleepers that wait for the clock to move. */
  get sleeping(): number {
    return this.#sleepers.length;
  }

  /** Moves the clock on and wakes everyone whose time has come. */
  advance(byMs: number): void {
    this.#nowMs += byMs;
    const due = this.#sleepers.filter((sleeper) => sleeper.wakeMs <= this.#nowMs).sort((a, b) => a.wakeMs - b.wakeMs);
    this.#sleepers = this.#sleepers.filter((sleeper) => sleeper.wakeMs > this.#nowMs);
    for (const sleeper of due) sleeper.wake();
  }
}
