import type { RunSnapshot } from '../../engine/session-shapes.ts';
import type { EngineRun } from './engine-port.ts';

/** The least time between two snapshots of an active run, in ms. */
export const SNAPSHOT_INTERVAL_MS = 100;
/** Snapshots that an interval may have besides: several queries may come to wait at about the same time. */
const EARLY_MAX = 2;

/**
 * Sends what a run looks like: at most one snapshot an interval while it is active, one more when a query of it begins to wait or goes
 * on, and one when it has ended, or as many as it takes to tell the end. Nothing is sent while nobody watches. It follows one run at a time; following another one, or stopping, ends the first without a word.
 */
export class SnapshotPump {
  readonly #send: (snapshot: RunSnapshot) => boolean;
  readonly #intervalMs: number;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #run: EngineRun | undefined;
  /** Since the last one that went its own time. */
  #sentEarly = 0;
  #isWatched = true;

  /** @param send says whether there was more to tell than it had place for */
  constructor(send: (snapshot: RunSnapshot) => boolean, intervalMs = SNAPSHOT_INTERVAL_MS) {
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
      this.#tellEnd(run);
    };
    // How a run ended is in its snapshot, a failure too.
    run.awaitTermination().then(end, end);
  }

  /** Sends a snapshot now, where the interval has had no more than `EARLY_MAX` such; else the next is soon enough. */
  sendNow(): void {
    const run = this.#run;
    if (run === undefined || !this.#isWatched || this.#sentEarly >= EARLY_MAX) return;
    this.#sentEarly++;
    this.#send(run.snapshot());
  }

  /** Whether anybody sees what is sent. Who begins to watch asks for a whole snapshot. */
  setWatched(isWatched: boolean): void {
    this.#isWatched = isWatched;
  }

  stop(): void {
    clearTimeout(this.#timer);
    this.#run = undefined;
  }

  #tellEnd(run: EngineRun): void {
    if (this.#isWatched && this.#send(run.snapshot()))
      this.#timer = setTimeout(() => this.#tellEnd(run), this.#intervalMs);
  }

  // Not an interval: after a long batch an interval would fire at once again, and the figures would come in bursts.
  #schedule(run: EngineRun): void {
    this.#timer = setTimeout(() => {
      this.#sentEarly = 0;
      if (this.#isWatched) this.#send(run.snapshot());
      this.#schedule(run);
    }, this.#intervalMs);
  }
}
