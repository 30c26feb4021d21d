import { beforeEach, describe, expect, it } from 'vitest';
import { createRefreshScheduler, type RefreshScheduler } from './refresh-scheduler.ts';

interface Asked {
  readonly atMs: number;
  readonly why: 'hand' | 'auto';
  readonly isCurrent: () => boolean;
  readonly answer: () => Promise<void>;
}

let nowMs: number;
let timers: { atMs: number; call: () => void }[];
let asked: Asked[];
let scheduler: RefreshScheduler;

/** Moves the clock, firing what falls due on the way. */
function pass(ms: number): void {
  const until = nowMs + ms;
  for (;;) {
    const next = timers.filter((timer) => timer.atMs <= until).sort((a, b) => a.atMs - b.atMs)[0];
    if (next === undefined) break;
    timers = timers.filter((timer) => timer !== next);
    nowMs = Math.max(nowMs, next.atMs);
    next.call();
  }
  nowMs = until;
}

beforeEach(() => {
  nowMs = 5000;
  timers = [];
  asked = [];
  scheduler = createRefreshScheduler({
    now: () => nowMs,
    after(delayMs, call) {
      const timer = { atMs: nowMs + delayMs, call };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
    ask: (why, isCurrent) =>
      new Promise((resolve) => {
        asked.push({
          atMs: nowMs,
          why,
          isCurrent,
          answer: async () => {
            resolve();
            await new Promise((settled) => setImmediate(settled));
          },
        });
      }),
  });
});

const times = () => asked.map((question) => question.atMs - 5000);

describe('createRefreshScheduler', () => {
  it('asks at the first change and then once a second, however many batches there are', async () => {
    for (let ms = 0; ms < 2950; ms += 50) {
      scheduler.noticeChange();
      await asked.at(-1)?.answer();
      pass(50);
    }
    expect(times()).toEqual([0, 1000, 2000]);
  });

  it('asks no more often than there is something new', async () => {
    scheduler.noticeChange();
    await asked[0]?.answer();
    pass(10_000);
    expect(times()).toEqual([0]);
  });

  it('never asks while a request is under way, and once after it', async () => {
    scheduler.noticeChange();
    pass(1500);
    scheduler.noticeChange();
    scheduler.noticeChange();
    pass(1500);
    expect(times()).toEqual([0]);
    await asked[0]?.answer();
    pass(5999);
    expect(times()).toEqual([0]);
    pass(1);
    // 3 s for the answer, and twice as long a rest.
    expect(times()).toEqual([0, 9000]);
    await asked[1]?.answer();
    pass(60_000);
    expect(asked.length).toBe(2);
  });

  it('asks by hand at once, and drops the answer that was under way', async () => {
    scheduler.noticeChange();
    const first = asked[0];
    pass(10);
    scheduler.askNow();
    expect(times()).toEqual([0]);
    expect(first?.isCurrent()).toBe(false);
    await first?.answer();
    expect(asked.map((question) => [question.atMs - 5000, question.why])).toEqual([
      [0, 'auto'],
      [10, 'hand'],
    ]);
    expect(asked[1]?.isCurrent()).toBe(true);
  });

  it('keeps a question by hand when a change comes after it', async () => {
    scheduler.noticeChange();
    scheduler.askNow();
    scheduler.noticeChange();
    await asked[0]?.answer();
    expect(asked[1]?.why).toBe('hand');
  });

  it('asks nothing by itself while automatic asking is off', async () => {
    scheduler.noticeChange();
    await asked[0]?.answer();
    scheduler.noticeChange();
    scheduler.setAutomatic(false);
    pass(5000);
    scheduler.noticeChange();
    pass(5000);
    expect(asked.length).toBe(1);
    scheduler.askNow();
    expect(asked.length).toBe(2);
    await asked[1]?.answer();
    scheduler.setAutomatic(true);
    pass(5000);
    scheduler.noticeChange();
    expect(asked.length).toBe(3);
  });

  it('asks nothing after its end, and drops the answer under way', async () => {
    scheduler.noticeChange();
    scheduler.noticeChange();
    scheduler.dispose();
    expect(asked[0]?.isCurrent()).toBe(false);
    await asked[0]?.answer();
    pass(5000);
    scheduler.askNow();
    expect(asked.length).toBe(1);
    expect(timers).toEqual([]);
  });
});
