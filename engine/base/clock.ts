/** Time as a port, so that triggers, progress and `current_timestamp` can be run by hand in a test or a lesson. */
export interface Clock {
  /** Milliseconds since 1970-01-01T00:00:00Z; may jump when the machine's clock is set. */
  now(): number;
  /** Milliseconds on a clock that never goes back; only differences mean something. */
  monotonic(): number;
  /**
   * Resolves once `delayMs` whole milliseconds are over, and as soon after that as it can, or at once when `signal` aborts. That
   * the machine's clock is set meanwhile makes it no longer. Never rejects.
   */
  sleep(delayMs: number, signal?: AbortSignal): Promise<void>;
  /** Resolves when everyone else on the thread who is ready has had a turn. Absent where nobody else is. */
  turn?(): Promise<void>;
}
