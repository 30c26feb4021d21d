import type { Clock } from '../base/clock.ts';

/** Adds up how long the phases of one trigger took, in ms. */
export class PhaseTimer {
  readonly #clock: Clock;
  readonly #startedMs: number;
  readonly #phases: Record<string, number> = {};

  constructor(clock: Clock) {
    this.#clock = clock;
    this.#startedMs = clock.monotonic();
  }

  /** Runs `work` as a part of `phase`; a phase may have several parts. */
  async time<Value>(phase: string, work: () => Value | Promise<Value>): Promise<Value> {
    const startedMs = this.#clock.monotonic();
    try {
      return await work();
    } finally {
      this.#phases[phase] = (this.#phases[phase] ?? 0) + this.#clock.monotonic() - startedMs;
    }
  }

  /** Whole milliseconds by phase, with `triggerExecution` for all of it. */
  finish(): Record<string, number> {
    const all = { ...this.#phases, triggerExecution: this.#clock.monotonic() - this.#startedMs };
    return Object.fromEntries(Object.entries(all).map(([phase, ms]) => [phase, Math.round(ms)]));
  }
}
