import { describe, expect, test } from 'vitest';
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
});
