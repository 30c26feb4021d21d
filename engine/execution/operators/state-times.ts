import type { Clock } from '../../base/clock.ts';
import type { StateOperatorMetrics } from '../physical-query.ts';

type Timings = 'allUpdatesTimeMs' | 'allRemovalsTimeMs' | 'commitTimeMs';

/** How long an operator works on its state in one batch, in ms, as progress tells it (semantics 12.3). */
export class StateTimes {
  readonly #nowMs: () => number;
  #startedMs = 0;
  #updatesMs = 0;
  #removalsMs = 0;
  #commitMs = 0;

  constructor(clock: Clock | undefined) {
    this.#nowMs = () => clock?.monotonic() ?? 0;
  }

  /** A new batch begins. */
  start(): void {
    this.#startedMs = this.#nowMs();
    this.#updatesMs = 0;
    this.#removalsMs = 0;
    this.#commitMs = 0;
  }

  /** All updates are made; they took since `start`, what feeds the operator included, as in Spark. */
  updated(): void {
    this.#updatesMs = this.#nowMs() - this.#startedMs;
  }

  updating<Value>(work: () => Value): Value {
    const startedMs = this.#nowMs();
    const value = work();
    this.#updatesMs = this.#nowMs() - startedMs;
    return value;
  }

  removing<Value>(work: () => Value): Value {
    const startedMs = this.#nowMs();
    const value = work();
    this.#removalsMs = this.#nowMs() - startedMs;
    return value;
  }

  committing(work: () => void): void {
    const startedMs = this.#nowMs();
    work();
    this.#commitMs = this.#nowMs() - startedMs;
  }

  /**
   * The report with the times, in whole milliseconds. An operator commits after it has reported, so the commit's time is right
   * once the batch is committed.
   */
  timed(metrics: Omit<StateOperatorMetrics, Timings>): StateOperatorMetrics {
    const commitMs = () => Math.round(this.#commitMs);
    return {
      ...metrics,
      allUpdatesTimeMs: Math.round(this.#updatesMs),
      allRemovalsTimeMs: Math.round(this.#removalsMs),
      get commitTimeMs() {
        return commitMs();
      },
    };
  }
}
