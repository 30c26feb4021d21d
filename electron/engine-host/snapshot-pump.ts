import type { RunSnapshot } from '../../engine/session-shapes.ts';
import type { EngineRun } from './engine-port.ts';

/** The least time between two snapshots of an active run, in ms. */
export const SNAPSHOT_INTERVAL_MS = 100;

/**
 * Sends what a run looks like: at most one snapshot an interval while it is active, and one when it has ended. It
 * follows one run at a time; following another one, or stopping, ends the first without a word.
 */
export class SnapshotPump {
  readonly #send: (snapshot: RunSnapshot) => void;
  readonly #intervalMs: number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #run: EngineRun | undefined;

  constructor(send: (snapshot: RunSnapshot) => void, intervalMs = SNAPSHOT_INTERVAL_MS) {
    this.#send = send;
    this.#intervalMs = intervalMs;
  }

  follow(run: EngineRun): void {
    this.stop();
    this.#run = run;
    this.#schedule(run);
    const end = (): void => {
      if (this.#run !== run) return;
      this.stop();
      this.#send(run.snapshot());
    };
    // How a run ended is in its snapshot, a failure too.
    run.awaitTermination().then(end, end);
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#run = undefined;
  }

  // Not an interval: after a long batch an interval would fire at once again, and the figures would come in bursts.
  #schedule(run: EngineRun): void {
    this.#timer = setTimeout(() => {
      this.#send(run.snapshot());
      this.#schedule(run);
    }, this.#intervalMs);
  }
}
