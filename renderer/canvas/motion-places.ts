/** Places for wires that move: who finds none waits until one is left. */
export class MotionPlaces {
  readonly #max: number;
  readonly #taken = new Set<() => void>();
  readonly #waiting = new Set<() => void>();

  constructor(max: number) {
    this.#max = max;
  }

  /** Calls `got` once there is a place, at once where there is one now. Returns the function that leaves it, or ceases to wait. */
  take(got: () => void): () => void {
    const mine = (): void => got();
    this.#waiting.add(mine);
    this.#fill();
    return () => {
      this.#waiting.delete(mine);
      if (this.#taken.delete(mine)) this.#fill();
    };
  }

  #fill(): void {
    for (const next of this.#waiting) {
      if (this.#taken.size >= this.#max) return;
      this.#waiting.delete(next);
      this.#taken.add(next);
      next();
    }
  }
}
