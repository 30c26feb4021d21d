import { describe, expect, it } from 'vitest';
import { createRunSeries, SERIES_EVERY_MS, SERIES_SAMPLES } from './run-series.ts';

const read = (series: ReturnType<typeof createRunSeries>, place: number, room: number): number[] => {
  const into = new Float32Array(room);
  return [...into.subarray(0, series.read(place, into))];
};

describe('rates over time', () => {
  it('keeps one in half a second', () => {
    const series = createRunSeries(2);
    for (let atMs = 0; atMs < 2 * SERIES_EVERY_MS; atMs += 100) series.add(atMs, Float64Array.of(atMs, 1));
    expect(series.count).toBe(2);
    expect(read(series, 0, 10)).toEqual([0, 500]);
    expect(read(series, 1, 10)).toEqual([1, 1]);
  });

  it('forgets the oldest, and gives the newest where there is room for few', () => {
    const series = createRunSeries(1);
    for (let sample = 0; sample < SERIES_SAMPLES + 5; sample++)
      series.add(sample * SERIES_EVERY_MS, Float64Array.of(sample));
    expect(read(series, 0, 3)).toEqual([62, 63, 64]);
    const all = read(series, 0, 100);
    expect([all.length, all[0], all.at(-1)]).toEqual([SERIES_SAMPLES, 5, 64]);
  });
});
