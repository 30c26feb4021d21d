import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { RunSnapshot } from '../../engine/session-shapes.ts';
import { FakeRun } from '../testing/fake-session.ts';
import { SnapshotPump } from './snapshot-pump.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const intervalMs = 100;

/** A pump over a run; `behind` is how many more messages each end takes to be told. */
function pumping(behind = 0) {
  const sent: RunSnapshot[] = [];
  const run = new FakeRun('run');
  let left = behind;
  const pump = new SnapshotPump((snapshot) => {
    sent.push(snapshot);
    if (!snapshot.isActive) left--;
    return left >= 0 && !snapshot.isActive;
  }, intervalMs);
  pump.follow(run);
  const sequences = () => sent.map(({ sequence }) => sequence);
  return { pump, run, sent, sequences };
}

describe('a run that is watched', () => {
  it('is told once an interval, and once more when it has ended', async () => {
    const { run, sent } = pumping();
    await vi.advanceTimersByTimeAsync(3 * intervalMs);
    expect(sent).toHaveLength(3);
    await run.stop();
    await vi.advanceTimersByTimeAsync(10 * intervalMs);
    expect(sent.map(({ isActive }) => isActive)).toEqual([true, true, true, false]);
  });

  it('is told at once where a query comes to wait, twice an interval at most', async () => {
    const { pump, sent } = pumping();
    for (let query = 0; query < 5; query++) pump.sendNow();
    expect(sent).toHaveLength(2);
    await vi.advanceTimersByTimeAsync(intervalMs);
    for (let query = 0; query < 5; query++) pump.sendNow();
    expect(sent).toHaveLength(5);
  });

  it('takes as many messages as its end needs', async () => {
    const { run, sent } = pumping(3);
    await run.stop();
    await vi.advanceTimersByTimeAsync(20 * intervalMs);
    expect(sent).toHaveLength(4);
  });

  it('is forgotten where another one is followed', async () => {
    const { pump, run, sent } = pumping();
    const other = new FakeRun('other');
    pump.follow(other);
    await run.stop();
    await vi.advanceTimersByTimeAsync(2 * intervalMs);
    expect(sent.map(({ runId }) => runId)).toEqual(['other', 'other']);
  });
});

describe('a run that nobody sees', () => {
  it('is not told, nor even looked at, until it is seen again', async () => {
    const { pump, sequences } = pumping();
    await vi.advanceTimersByTimeAsync(2 * intervalMs);
    pump.setWatched(false);
    pump.sendNow();
    await vi.advanceTimersByTimeAsync(50 * intervalMs);
    expect(sequences()).toEqual([1, 2]);
    pump.setWatched(true);
    await vi.advanceTimersByTimeAsync(intervalMs);
    // A snapshot that was made and thrown away would leave a gap.
    expect(sequences()).toEqual([1, 2, 3]);
  });

  it('ends without a word', async () => {
    const { pump, run, sent } = pumping();
    pump.setWatched(false);
    await run.stop();
    await vi.advanceTimersByTimeAsync(10 * intervalMs);
    pump.setWatched(true);
    await vi.advanceTimersByTimeAsync(10 * intervalMs);
    expect(sent).toEqual([]);
  });

  it('is not told to its end either, where the window goes out of sight in the middle of it', async () => {
    const { pump, run, sent } = pumping(9);
    await run.stop();
    await vi.advanceTimersByTimeAsync(intervalMs);
    const before = sent.length;
    expect(before).toBeGreaterThan(0);
    pump.setWatched(false);
    await vi.advanceTimersByTimeAsync(20 * intervalMs);
    expect(sent).toHaveLength(before);
  });
});
