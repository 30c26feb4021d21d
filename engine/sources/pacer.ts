import { CancelledError } from '../base/errors/engine-error.ts';
import type { Pacing } from '../base/pacing.ts';

/** Work goes on at most this long before others get their turn; a piece of work adds its own length to it. */
const TURN_MS = 10;

/** Keeps long reading from holding up the event loop, and ends it when the run is stopped. */
export class Pacer implements Pacing {
  readonly #signal: AbortSignal;
  #turnBegan = performance.now();

  constructor(signal: AbortSignal) {
    this.#signal = signal;
  }

  get isDue(): boolean {
    return this.#signal.aborted || performance.now() - this.#turnBegan >= TURN_MS;
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
