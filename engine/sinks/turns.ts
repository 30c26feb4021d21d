/** Work goes on at most this long before others get their turn; a piece of work adds its own length to it. */
const TURN_MS = 10;

/** Keeps long writing from holding up the event loop. */
export class Turns {
  #turnBegan = performance.now();

  /** Whether `rest` should be awaited before the next piece of work. */
  get isDue(): boolean {
    return performance.now() - this.#turnBegan >= TURN_MS;
  }

  /** Lets others run. */
  async rest(): Promise<void> {
    await new Promise<void>((resolve) => setImmediate(resolve));
    this.#turnBegan = performance.now();
  }
}
