import type { Clock } from '../base/clock.ts';
import type { BreakpointHits } from '../execution/taps/row-looks.ts';

/** Why a query waits. `hits` are those of the batch that has just ended; empty where it was asked to wait. */
export interface GateWait {
  readonly reason: 'asked' | 'breakpoint';
  readonly hits: readonly BreakpointHits[];
}

/** A query that waits between two micro-batches. */
export interface PausedQuery extends GateWait {
  /** The last batch that was finished, by this run or one before it; null before the first. */
  readonly batchId: number | null;
}

const ASKED: GateWait = { reason: 'asked', hits: [] };

/**
 * The gate between two micro-batches of a query. Whoever pauses shuts it; the query waits there, without a timer, until it is opened,
 * let through for one step, or stopped. A batch that runs is never held up.
 */
export class PauseGate {
  /** Why the gate is shut; null while it is open. */
  #shut: GateWait | null;
  #mayStep = false;
  #isWaiting = false;
  #wake: () => void = () => undefined;
  readonly #changed: () => void;

  /** @param changed told when the query begins or ceases to wait; must not throw */
  constructor(isShut = false, changed: () => void = () => undefined) {
    this.#shut = isShut ? ASKED : null;
    this.#changed = changed;
  }

  /** Why the query waits; null while it goes on, also in the last batch before it will wait. */
  get wait(): GateWait | null {
    return this.#isWaiting ? this.#shut : null;
  }

  /** Whether the query will wait, or waits. */
  get isShut(): boolean {
    return this.#shut !== null;
  }

  /** Lets the query wait behind the batch that it is in. Takes back a step that was not begun. */
  shut(): void {
    this.#shut ??= ASKED;
    this.#mayStep = false;
    this.#wake();
  }

  /** The batch that is just ending has met breakpoints. Takes back a step that was not begun: nobody has seen them yet. */
  met(hits: readonly BreakpointHits[]): void {
    this.#shut = { reason: 'breakpoint', hits };
    this.#mayStep = false;
  }

  open(): void {
    this.#shut = null;
    this.#mayStep = false;
    this.#wake();
  }

  /** Lets one trigger through a gate that is shut, at once; shuts one that is open. */
  step(): void {
    if (this.#shut === null) this.shut();
    else {
      this.#mayStep = true;
      this.#wake();
    }
  }

  /**
   * Lets `waitMs` pass, and all the time for which the gate is shut; time that has passed meanwhile counts. A step ends both at once, a
   * stop as well.
   */
  async rest(waitMs: number, clock: Clock, signal: AbortSignal): Promise<void> {
    const dueMs = clock.monotonic() + waitMs;
    while (!signal.aborted && !this.#takeStep()) {
      if (this.#shut !== null) {
        await this.#waitShut(signal);
        continue;
      }
      const leftMs = dueMs - clock.monotonic();
      if (leftMs <= 0) return;
      // What the clock says is over is over, whatever another clock says.
      const isOver = await this.#woken(signal, (until) => clock.sleep(leftMs, until));
      if (isOver && this.#shut === null) return;
    }
  }

  /** Waits only where breakpoints were met: what has come to its end need not wait for anything else. */
  async restAtHits(clock: Clock, signal: AbortSignal): Promise<void> {
    if (this.#shut?.reason === 'breakpoint') await this.rest(0, clock, signal);
  }

  #takeStep(): boolean {
    if (this.#shut === null || !this.#mayStep) return false;
    this.#mayStep = false;
    this.#shut = ASKED;
    return true;
  }

  async #waitShut(signal: AbortSignal): Promise<void> {
    this.#isWaiting = true;
    this.#changed();
    // Whoever is told may move the gate at once.
    const isStill = this.#shut !== null && !this.#mayStep && !signal.aborted;
    if (isStill) await this.#woken(signal, () => new Promise(() => undefined));
    this.#isWaiting = false;
    this.#changed();
  }

  /** Resolves with true when `waiting` does, and with false as soon as the gate is moved or the query is stopped. */
  async #woken(signal: AbortSignal, waiting: (until: AbortSignal) => Promise<void>): Promise<boolean> {
    const until = new AbortController();
    const isOver = await new Promise<boolean>((resolve) => {
      this.#wake = () => {
        resolve(false);
        until.abort();
      };
      signal.addEventListener('abort', this.#wake);
      void waiting(until.signal).then(() => resolve(true));
    });
    signal.removeEventListener('abort', this.#wake);
    this.#wake = () => undefined;
    return isOver;
  }
}
