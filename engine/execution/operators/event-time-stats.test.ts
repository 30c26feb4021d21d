import { describe, expect, test } from 'vitest';
import { EventTimeStatsBuilder } from './event-time-watermark-exec.ts';

describe('event times of a batch', () => {
  test('none', () => {
    expect(new EventTimeStatsBuilder().build()).toBeNull();
  });

  test.each([
    [[5], { max: 5, min: 5, avg: 5, count: 1 }],
    [[1, 2], { max: 2, min: 1, avg: 1, count: 2 }],
    [[-1, -2], { max: -1, min: -2, avg: -1, count: 2 }],
  ])('%j', (times, expected) => {
    const stats = new EventTimeStatsBuilder();
    for (const time of times) stats.add(time);
    expect(stats.build()).toEqual(expected);
  });

  test('sums beyond the safe integers are exact, in whatever parts they come', () => {
    const times = Array.from({ length: 20_001 }, (_, i) => 1_700_000_000_000 + ((i * 7919) % 10_007));
    const exact = times.reduce((sum, time) => sum + BigInt(time), 0n);
    const whole = new EventTimeStatsBuilder();
    for (const time of times) whole.add(time);
    const parts = [times.slice(9000), times.slice(0, 9000)].map((some) => {
      const part = new EventTimeStatsBuilder();
      part.addAll(
        Math.max(...some),
        Math.min(...some),
        some.slice(0, 1000).reduce((sum, time) => sum + time, 0),
        1000,
      );
      for (const time of some.slice(1000)) part.add(time);
      return part;
    });
    const merged = new EventTimeStatsBuilder();
    for (const part of parts) merged.addSums(part.sums);
    merged.addSums(new EventTimeStatsBuilder().sums);
    expect(whole.sums.sum).toBe(exact);
    expect(merged.sums).toEqual(whole.sums);
    expect(merged.build()).toEqual(whole.build());
    expect(whole.build()?.avg).toBe(Number(exact / 20_001n));
  });
});
