import type { Clock } from '../../base/clock.ts';

/** A clock that stands still until it is told to move, or is set. Sleepers wake in order. */
export class ManualClock implements Clock {
  #nowMs: number;
  #monotonicMs: number;
  #sleepers: { readonly wakeMs: number; readonly wake: () => void }[] = [];

  constructor(startMs = 0) {
    this.#nowMs = startMs;
    this.#monotonicMs = startMs;
  }

  now(): number {
    return this.#nowMs;
  }

  monotonic(): number {
    return this.#monotonicMs;
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
      const sleeper = { wakeMs: this.#monotonicMs + delayMs, wake };
      signal?.addEventListener('abort', onAbort);
      this.#sleepers.push(sleeper);
    });
  }

  /** Sleepers that wait for the clock to move. */
  get sleeping(): number {
    return this.#sleepers.length;
  }

  /** Sets the time of day, as a person or a time server does: no time passes, and nobody wakes. */
  set(nowMs: number): void {
    this.#nowMs = nowMs;
  }

  /** Lets time pass and wakes everyone whose time has come. */
  advance(byMs: number): void {
    this.#nowMs += byMs;
    this.#monotonicMs += byMs;
    const due = this.#sleepers
      .filter((sleeper) => sleeper.wakeMs <= this.#monotonicMs)
      .sort((a, b) => a.wakeMs - b.wakeMs);
    this.#sleepers = this.#sleepers.filter((sleeper) => sleeper.wakeMs > this.#monotonicMs);
    for (const sleeper of due) sleeper.wake();
  }
}
