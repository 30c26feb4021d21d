import type { Clock } from '../../base/clock.ts';
import type { StateOperatorMetrics } from '../physical-query.ts';

type Timings = 'allUpdatesTimeMs' | 'allRemovalsTimeMs' | 'commitTimeMs';

/** How long an operator works on its state in one batch, in ms, as progress tells it (semantics 12.3). */
export class StateTimes {
  readonly #nowMs: () => number;
  #startedMs = 0;
  #updatesMs = 0;
  #removalsMs = 0;
  #reported: { -readonly [Key in keyof StateOperatorMetrics]: StateOperatorMetrics[Key] } | null = null;

  constructor(clock: Clock | undefined) {
    this.#nowMs = () => clock?.monotonic() ?? 0;
  }

  /** A new batch begins. */
  start(): void {
    this.#startedMs = this.#nowMs();
    this.#updatesMs = 0;
    this.#removalsMs = 0;
    this.#reported = null;
  }

  /** All updates are made; they took since `start`, what feeds the operator included, as in Spark. */
  updated(): void {
    this.#updatesMs = this.#nowMs() - this.#startedMs;
  }

  /** For updates that give way to others in between, which then count as well. */
  beginUpdating(): { end(): void } {
    const startedMs = this.#nowMs();
    return {
      end: () => {
        this.#updatesMs = this.#nowMs() - startedMs;
      },
    };
  }

  /** Like `beginUpdating`, for removals. */
  beginRemoving(): { end(): void } {
    const startedMs = this.#nowMs();
    return {
      end: () => {
        this.#removalsMs = this.#nowMs() - startedMs;
      },
    };
  }

  committing(work: () => void): void {
    const startedMs = this.#nowMs();
    work();
    if (this.#reported !== null) this.#reported.commitTimeMs = Math.round(this.#nowMs() - startedMs);
  }

  /**
   * The report with the times, in whole milliseconds. An operator commits after it has reported, so the commit's time is right
   * once the batch is committed.
   */
  timed(metrics: Omit<StateOperatorMetrics, Timings>): StateOperatorMetrics {
    // Written out, since a batch in a thousandth of a second makes one: a spread costs many times as much.
    this.#reported = {
      operatorName: metrics.operatorName,
      numRowsTotal: metrics.numRowsTotal,
      numRowsUpdated: metrics.numRowsUpdated,
      allUpdatesTimeMs: Math.round(this.#updatesMs),
      numRowsRemoved: metrics.numRowsRemoved,
      allRemovalsTimeMs: Math.round(this.#removalsMs),
      commitTimeMs: 0,
      memoryUsedBytes: metrics.memoryUsedBytes,
      numRowsDroppedByWatermark: metrics.numRowsDroppedByWatermark,
      numStateStoreInstances: metrics.numStateStoreInstances ?? 1,
      customMetrics: metrics.customMetrics,
    };
    return this.#reported;
  }
}
