import { CancelledError } from '../base/errors/engine-error.ts';

/** Work goes on at most this long before others get their turn; a piece of work adds its own length to it. */
const TURN_MS = 10;

/** Keeps long writing from holding up the event loop, and ends it when the run is stopped. */
export class Turns {
  readonly #signal: AbortSignal | undefined;
  #turnBegan = performance.now();

  constructor(signal?: AbortSignal) {
    this.#signal = signal;
  }

  /** Whether `rest` should be awaited before the next piece of work. */
  get isDue(): boolean {
    return this.#signal?.aborted === true || performance.now() - this.#turnBegan >= TURN_MS;
  }

  /** Lets others run. Throws `CancelledError` once the run was stopped. */
  async rest(): Promise<void> {
    this.check();
    await new Promise<void>((resolve) => setImmediate(resolve));
    this.check();
    this.#turnBegan = performance.now();
  }
  /** Throws `CancelledError` once the run was stopped. */
  check(): void {
    if (this.#signal?.aborted === true) throw new CancelledError();
  }
}
