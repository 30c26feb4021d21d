import { expect, test } from 'vitest';
import { systemClock } from './system-clock.ts';

test.each([1, 2, 7])('a sleep of %i ms ends when the clock has moved on by as much, not before', async (delayMs) => {
  for (let round = 0; round < 20; round++) {
    const dueMs = systemClock.now() + delayMs;
    await systemClock.sleep(delayMs);
    expect(systemClock.now()).toBeGreaterThanOrEqual(dueMs);
  }
});

test('a sleep ends at once when it is told to, also before it began', async () => {
  const abort = new AbortController();
  const asleep = systemClock.sleep(60_000, abort.signal);
  abort.abort();
  await asleep;
  await systemClock.sleep(60_000, abort.signal);
});

test('a sleep of months goes on', async () => {
  const abort = new AbortController();
  let isAwake = false;
  const asleep = systemClock.sleep(2 ** 32, abort.signal).then(() => {
    isAwake = true;
  });
  await systemClock.sleep(20);
  expect(isAwake).toBe(false);
  abort.abort();
  await asleep;
});

test('a turn lets what is ready go first', async () => {
  let hasRun = false;
  setImmediate(() => {
    hasRun = true;
  });
  await systemClock.turn?.();
  expect(hasRun).toBe(true);
});
