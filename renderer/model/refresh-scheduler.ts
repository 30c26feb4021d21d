/**
 * When a query is asked again. Asked by hand: at once, or as soon as the request under way is answered. Asked by itself
 * (a new batch was committed): at most once in `minIntervalMs`, later where the last answer was slow, and never while a
 * request is under way. An answer that a newer question by hand has overtaken is dropped.
 */
export interface RefreshPorts {
  /** Milliseconds on a clock that never goes back. */
  readonly now: () => number;
  /** Calls back once after `delayMs`; the function it returns takes that back. */
  readonly after: (delayMs: number, call: () => void) => () => void;
  /** Asks the question. `isCurrent` tells, when the answer is there, whether anyone still wants it. Never rejects. */
  readonly ask: (why: 'hand' | 'auto', isCurrent: () => boolean) => Promise<void>;
}

export interface RefreshScheduler {
  /** The user wants an answer to what the question is now. */
  askNow(): void;
  /** There may be something new. Does nothing while automatic asking is off. */
  noticeChange(): void;
  setAutomatic(on: boolean): void;
  /** Answers under way are dropped; nothing is asked any more. */
  dispose(): void;
}

/** A slow answer keeps the engine free for at least this many times as long as it took. */
const REST_FACTOR = 2;

export function createRefreshScheduler(ports: RefreshPorts, minIntervalMs = 1000): RefreshScheduler {
  let automatic = true;
  let disposed = false;
  let underWay = false;
  let wanted: 'hand' | 'auto' | null = null;
  let question = 0;
  let notBefore = Number.NEGATIVE_INFINITY;
  let takeBack: (() => void) | null = null;

  function consider(): void {
    takeBack?.();
    takeBack = null;
    if (disposed || underWay || wanted === null) return;
    const delay = wanted === 'hand' ? 0 : notBefore - ports.now();
    if (delay > 0) takeBack = ports.after(delay, consider);
    else void start(wanted);
  }

  async function start(why: 'hand' | 'auto'): Promise<void> {
    const mine = question;
    const startedAt = ports.now();
    wanted = null;
    underWay = true;
    try {
      await ports.ask(why, () => !disposed && mine === question);
    } finally {
      underWay = false;
      const endedAt = ports.now();
      notBefore = Math.max(startedAt + minIntervalMs, endedAt + REST_FACTOR * (endedAt - startedAt));
      consider();
    }
  }

  return {
    askNow() {
      question++;
      wanted = 'hand';
      consider();
    },
    noticeChange() {
      if (!automatic || wanted === 'hand') return;
      wanted = 'auto';
      consider();
    },
    setAutomatic(on) {
      automatic = on;
      if (!on && wanted === 'auto') wanted = null;
      consider();
    },
    dispose() {
      disposed = true;
      consider();
    },
  };
}
