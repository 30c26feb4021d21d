import { describe, expect, test } from 'vitest';
import { WatermarkTracker } from './watermark-tracker.ts';

describe('watermark tracker', () => {
  test('[WM-1] moves to the latest time less the delay, and never back', () => {
    const tracker = new WatermarkTracker([10_000]);
    expect(tracker.currentMs).toBe(0);
    tracker.update([25_000]);
    expect(tracker.currentMs).toBe(15_000);
    tracker.update([12_000]);
    expect(tracker.currentMs).toBe(15_000);
    tracker.update([null]);
    expect(tracker.currentMs).toBe(15_000);
  });

  test('[WM-1] is never below 0', () => {
    const tracker = new WatermarkTracker([10_000]);
    tracker.update([-50_000]);
    expect(tracker.currentMs).toBe(0);
  });

  test('[WM-4] branches behind one node move its watermark together', () => {
    const tracker = new WatermarkTracker([5_000, 5_000, 5_000], 0, 'min', ['shared', 'shared', 'alone']);
    tracker.update([15_000, null, 40_000]);
    expect(tracker.currentMs).toBe(10_000);
    tracker.update([null, 55_000, null]);
    expect(tracker.currentMs).toBe(35_000);
  });

  // Two inputs, delays 10 and 5 s, policy min: worked example 8.
  test.each(
    [
      ['s1', 11, 0],
      ['s2', 6, 1],
      ['s2', 8, 1],
      ['s1', 21, 3],
      ['s2', 39, 11],
      ['s1', 31, 21],
      ['s1', 41, 31],
      ['s1', 51, 34],
    ].map((step, index, steps) => ({ steps: steps.slice(0, index + 1), expected: Number(step[2]) })),
  )('[WM-4] two inputs by the slower: $expected s', ({ steps, expected }) => {
    const tracker = new WatermarkTracker([10_000, 5_000]);
    for (const [input, second] of steps) {
      const ms = Number(second) * 1000;
      tracker.update(input === 's1' ? [ms, null] : [null, ms]);
    }
    expect(tracker.currentMs).toBe(expected * 1000);
  });

  test('[WM-4] policy max follows the faster input', () => {
    const tracker = new WatermarkTracker([10_000, 5_000], 0, 'max');
    tracker.update([31_000, 6_000]);
    expect(tracker.currentMs).toBe(21_000);
  });

  test('[WM-4] goes on where a checkpoint left it, until every input has been seen again', () => {
    const tracker = new WatermarkTracker([10_000, 5_000], 185_000);
    tracker.update([null, 200_000]);
    expect(tracker.currentMs).toBe(185_000);
    tracker.update([200_000, null]);
    expect(tracker.currentMs).toBe(190_000);
  });
});
