import type { Clock } from '../base/clock.ts';

/** The phases of a trigger and all of it, in the order in which progress lists them: by name (semantics 12.3). */
const phases = [
  'addBatch',
  'commitOffsets',
  'getBatch',
  'latestOffset',
  'queryPlanning',
  'triggerExecution',
  'walCommit',
] as const;

export type Phase = Exclude<(typeof phases)[number], 'triggerExecution'>;

/** Adds up how long the phases of a trigger take, in ms. One serves a whole run, trigger after trigger. */
export class PhaseTimer {
  readonly #clock: Clock;
  #startedMs = 0;
  #lapMs = 0;
  /** By phase; -1 for one that the trigger has not been through. */
  readonly #spentMs = new Float64Array(phases.length);

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** When the trigger began, in ms on the clock that never goes back. */
  get startedMs(): number {
    return this.#startedMs;
  }

  /** A new trigger begins. */
  start(): void {
    this.#startedMs = this.#clock.monotonic();
    this.#lapMs = this.#startedMs;
    this.#spentMs.fill(-1);
  }

  /** What comes now counts as nobody's, up to here. */
  skip(): void {
    this.#lapMs = this.#clock.monotonic();
  }

  /** The time since the last call was a part of `phase`; a phase may have several parts. */
  lap(phase: Phase): void {
    const nowMs = this.#clock.monotonic();
    const index = phases.indexOf(phase);
    this.#spentMs[index] = Math.max(0, this.#spentMs[index] ?? 0) + nowMs - this.#lapMs;
    this.#lapMs = nowMs;
  }

  /** Whole milliseconds by phase, those that there were, with `triggerExecution` for all of it. */
  finish(): Record<string, number> {
    const durationMs: Record<string, number> = {};
    for (let index = 0; index < phases.length; index++) {
      const phase = phases[index] as (typeof phases)[number];
      const spentMs =
        phase === 'triggerExecution' ? this.#clock.monotonic() - this.#startedMs : (this.#spentMs[index] ?? -1);
      if (spentMs >= 0) durationMs[phase] = Math.round(spentMs);
    }
    return durationMs;
  }
}
