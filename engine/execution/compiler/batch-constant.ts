import type { Value } from '../../types/value.ts';

/** An expression without columns: computed once a batch, when a row first asks for it. */
export class BatchConstant {
  readonly #compute: () => Value | undefined;
  #isKnown = false;
  #value: Value | undefined;

  /** @param compute gives `undefined` where the row must go through the interpreter */
  constructor(compute: () => Value | undefined) {
    this.#compute = compute;
  }

  get value(): Value | undefined {
    if (!this.#isKnown) {
      this.#isKnown = true;
      this.#value = this.#compute();
    }
    return this.#value;
  }

  clear(): void {
    this.#isKnown = false;
  }
}
