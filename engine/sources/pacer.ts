import { CancelledError } from '../base/errors/engine-error.ts';
import type { Pacing } from '../base/pacing.ts';

/** Work goes on at most this long before others get their turn; a piece of work adds its own length to it. */
const TURN_MS = 10;
/** Most rows between two looks at the clock, and the time of such rows after which it is looked at before each. */
const ROWS_A_LOOK_MAX = 8;
const SLOW_MS = 1;

/** Keeps long reading from holding up the event loop, and ends it when the run is stopped. */
export class Pacer implements Pacing {
  readonly #signal: AbortSignal;
  #turnBegan = performance.now();
  #lookedMs = this.#turnBegan;
  #rowsALook = 1;
  #rowsLeft = 1;

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  get isDue(): boolean {
    return this.#signal.aborted || performance.now() - this.#turnBegan >= TURN_MS;
  }

  /**
   * `isDue` for who asks before each row. Looks at the clock only before every few rows while they are fast; a row may be slow at any
   * time, since it may meet many others in a join.
   */
  isDueBeforeRow(): boolean {
    if (--this.#rowsLeft > 0) return false;
    const nowMs = performance.now();
    this.#rowsALook = nowMs - this.#lookedMs > SLOW_MS ? 1 : Math.min(ROWS_A_LOOK_MAX, this.#rowsALook * 2);
    this.#rowsLeft = this.#rowsALook;
    this.#lookedMs = nowMs;
    return this.#signal.aborted || nowMs - this.#turnBegan >= TURN_MS;
  }

  async rest(): Promise<void> {
    this.check();
    await new Promise<void>((resolve) => setImmediate(resolve));
    this.check();
    this.#turnBegan = performance.now();
  }

  check(): void {
    if (this.#signal.aborted) throw new CancelledError();
  }
}
