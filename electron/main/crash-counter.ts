const CRASHES_MAX = 3;
const WITHIN_MS = 60_000;

/** Says whether something that crashed is worth another try: not when it crashed several times within a minute. */
export class CrashCounter {
  #times: readonly number[] = [];

  /** Counts a crash at `nowMs`. */
  mayTryAgain(nowMs: number): boolean {
    this.#times = [...this.#times.filter((time) => nowMs - time < WITHIN_MS), nowMs];
    return this.#times.length < CRASHES_MAX;
  }
}
