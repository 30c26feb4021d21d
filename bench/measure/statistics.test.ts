import { describe, expect, test } from 'vitest';
import { quantile, summarize } from './statistics.ts';

describe('a quantile', () => {
  test.each([
    ['the median of an odd number', [9, 1, 5], 0.5, 5],
    ['the median of an even number', [4, 1, 2, 3], 0.5, 2.5],
    ['the least', [3, 1, 2], 0, 1],
    ['the most', [3, 1, 2], 1, 3],
    ['between neighbours by distance', [0, 10], 0.99, 9.9],
    ['of one value', [7], 0.99, 7],
    ['a share below 0 is 0', [1, 2], -1, 1],
    ['numbers, not texts', [10, 9, 100], 0.5, 10],
  ])('%s', (_, values, q, expected) => {
    expect(quantile(values, q)).toBeCloseTo(expected, 12);
  });

  test('of nothing is refused', () => {
    expect(() => quantile([], 0.5)).toThrow(RangeError);
  });
});

test('a summary leaves the values as they were', () => {
  const values = [3, 1, 2, 10];
  expect(summarize(values)).toEqual({ median: 2.5, min: 1, max: 10, count: 4 });
  expect(values).toEqual([3, 1, 2, 10]);
});
