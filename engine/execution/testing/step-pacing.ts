import { CancelledError } from '../../base/errors/engine-error.ts';
import type { Pacing } from '../../base/pacing.ts';

/** Rests after every step, and throws after so many. */
export class StepPacing implements Pacing {
  readonly isDue = true;
  rests = 0;
  readonly #restsMax: number;

  constructor(restsMax = Number.POSITIVE_INFINITY) {
    this.#restsMax = restsMax;
  }

  async rest(): Promise<void> {
    this.rests++;
    this.check();
  }

  check(): void {
    if (this.rests > this.#restsMax) throw new CancelledError();
  }
}
