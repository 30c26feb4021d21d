import type { Clock } from '../../base/clock.ts';
import { CancelledError } from '../../base/errors/engine-error.ts';
import type { Pacing } from '../../base/pacing.ts';

/** Work on state goes on at most this long before others on the thread get their turn. */
const TURN_MS = 10;

/** Shares a thread by the clock that the run goes by. */
export class ClockPacing implements Pacing {
  readonly #clock: Pick<Clock, 'monotonic' | 'turn'>;
  readonly #signal: AbortSignal;
  #turnBegan: number;

  constructor(clock: Pick<Clock, 'monotonic' | 'turn'>, signal: AbortSignal) {
    this.#clock = clock;
    this.#signal = signal;
    this.#turnBegan = clock.monotonic();
  }

  get isDue(): boolean {
    return this.#signal.aborted || this.#clock.monotonic() - this.#turnBegan >= TURN_MS;
  }

  async rest(): Promise<void> {
    this.check();
    await this.#clock.turn?.();
    this.check();
    this.#turnBegan = this.#clock.monotonic();
  }

  check(): void {
    if (this.#signal.aborted) throw new CancelledError();
  }
}
