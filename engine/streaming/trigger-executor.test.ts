import { describe, expect, test } from 'vitest';
import type { Clock } from '../base/clock.ts';
import type { Trigger } from '../plan/trigger.ts';
import { systemClock } from '../platform/system-clock.ts';
import { ManualClock } from './testing/manual-clock.ts';
import { nextBoundaryMs, runTriggers, type TriggerOutcome } from './trigger-executor.ts';

describe('[TR-2] processing-time boundaries', () => {
  // Worked example 41.
  test.each([
    [0, 100],
    [1, 100],
    [99, 100],
    [100, 200],
    [150, 200],
  ])('started at %i ms fires next at %i ms', (startedMs, expected) => {
    expect(nextBoundaryMs(startedMs, 100)).toBe(expected);
  });

  test('[TR-2] a batch that overruns lets the next start at once; boundaries do not queue', async () => {
    const clock = new ManualClock(0);
    const starts: number[] = [];
    const durations = [0, 0, 1500, 0, 0];
    const abort = new AbortController();
    const fire = async (): Promise<TriggerOutcome> => {
      starts.push(clock.now());
      clock.advance(durations[starts.length - 1] ?? 0);
      return starts.length === durations.length ? 'finished' : 'ran';
    };
    const ended = runTriggers({ type: 'processing-time', intervalMs: 1000 }, clock, abort.signal, fire);
    for (let step = 0; step < 200; step++) {
      await Promise.resolve();
      await Promise.resolve();
      if (clock.sleeping > 0) clock.advance(100);
    }
    await ended;
    expect(starts).toEqual([0, 1000, 2000, 3500, 4000]);
  });

  describe('a clock that is set', () => {
    const dayMs = 86_400_000;

    /** When triggers fire, in ms that pass; the clock is set by `jumpMs` as the second one `while` fires or waits. */
    async function startsWith(jumpMs: number, when: 'fires' | 'waits'): Promise<number[]> {
      const clock = new ManualClock(10 * dayMs);
      const beganMs = clock.monotonic();
      const starts: number[] = [];
      const jump = () => clock.set(clock.now() + jumpMs);
      const fire = async (): Promise<TriggerOutcome> => {
        starts.push(clock.monotonic() - beganMs);
        if (starts.length === 2 && when === 'fires') jump();
        return starts.length === 6 ? 'finished' : 'ran';
      };
      const abort = new AbortController();
      const ended = runTriggers({ type: 'processing-time', intervalMs: 1000 }, clock, abort.signal, fire);
      for (let step = 0, isSet = false; step < 1000; step++) {
        for (let turn = 0; turn < 5; turn++) await Promise.resolve();
        if (clock.sleeping === 0) continue;
        if (when === 'waits' && starts.length === 2 && !isSet) {
          isSet = true;
          jump();
        }
        clock.advance(100);
      }
      abort.abort();
      await ended;
      return starts;
    }

    test.each([
      ['back by a day, while a trigger fires', -dayMs, 'fires', [0, 1000, 2000, 3000, 4000, 5000]],
      ['back by a day, while one is waited for', -dayMs, 'waits', [0, 1000, 2000, 3000, 4000, 5000]],
      ['back by a moment', -30, 'fires', [0, 1000, 1100, 2100, 3100, 4100]],
      ['on by a day, while a trigger fires', dayMs, 'fires', [0, 1000, 1000, 2000, 3000, 4000]],
      ['on by a day, while one is waited for', dayMs, 'waits', [0, 1000, 2000, 3000, 4000, 5000]],
      ['on by a day and a half second', dayMs + 500, 'waits', [0, 1000, 2000, 2500, 3500, 4500]],
    ] as const)('%s: neither a storm nor a pause', async (_, jumpMs, when, expected) => {
      expect(await startsWith(jumpMs, when)).toEqual(expected);
    });
  });

  test('[TR-3] once fires once, also when there was nothing to do', async () => {
    let fired = 0;
    await runTriggers({ type: 'once' }, new ManualClock(), new AbortController().signal, async () => {
      fired++;
      return 'idle';
    });
    expect(fired).toBe(1);
  });

  test('a stop ends the wait', async () => {
    const clock = new ManualClock(0);
    const abort = new AbortController();
    const ended = runTriggers({ type: 'default' }, clock, abort.signal, async () => 'idle');
    await Promise.resolve();
    await Promise.resolve();
    abort.abort();
    await ended;
    expect(clock.sleeping).toBe(0);
  });

  test('[TR-2] a trigger that wakes within every boundary’s millisecond misses none', async () => {
    const clock = new ManualClock(0);
    const starts: number[] = [];
    const fire = async (): Promise<TriggerOutcome> => {
      starts.push(clock.now());
      return starts.length === 6 ? 'finished' : 'ran';
    };
    const ended = runTriggers({ type: 'processing-time', intervalMs: 1 }, clock, new AbortController().signal, fire);
    for (let step = 0; step < 50; step++) {
      await Promise.resolve();
      if (clock.sleeping > 0) clock.advance(1);
    }
    await ended;
    expect(starts).toEqual([0, 1, 2, 3, 4, 5]);
  });
});

describe('a query that always finds data [TR-1]', () => {
  /** A clock on which every batch takes `batchMs`, that counts the turns it gives. */
  function busy(batchMs: number, batches: number) {
    const clock = new ManualClock(0);
    const turnsAt: number[] = [];
    let fired = 0;
    const busyClock: Clock = {
      now: () => clock.now(),
      monotonic: () => clock.monotonic(),
      sleep: (delayMs, signal) => clock.sleep(delayMs, signal),
      turn: async () => {
        turnsAt.push(fired);
      },
    };
    const fire = async (): Promise<TriggerOutcome> => {
      clock.advance(batchMs);
      return ++fired === batches ? 'finished' : 'ran';
    };
    return { busyClock, fire, turnsAt, clock };
  }

  test.each<[string, Trigger, number, number[]]>([
    ['the default trigger', { type: 'default' }, 1, [10, 20, 30]],
    ['available-now', { type: 'available-now' }, 4, [3, 6, 9, 12, 15, 18, 21, 24, 27, 30, 33]],
    ['batches that overrun their interval', { type: 'processing-time', intervalMs: 1 }, 5, [2, 4, 6, 8, 10]],
    ['batches that are long themselves', { type: 'default' }, 50, [1, 2, 3]],
  ])('lets others have a turn every 10 ms, not after each batch: %s', async (_, trigger, batchMs, expected) => {
    const batches = (expected.at(-1) ?? 0) + 1;
    const { busyClock, fire, turnsAt, clock } = busy(batchMs, batches);
    await runTriggers(trigger, busyClock, new AbortController().signal, fire);
    expect(turnsAt).toEqual(expected);
    expect(clock.sleeping).toBe(0);
  });

  test('whoever stops it gets that turn', async () => {
    const abort = new AbortController();
    let fired = 0;
    setImmediate(() => abort.abort());
    await runTriggers({ type: 'default' }, systemClock, abort.signal, async () => {
      fired++;
      return 'ran';
    });
    expect(fired).toBeGreaterThan(0);
  });
});
