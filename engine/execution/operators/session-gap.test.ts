import { describe, expect, test } from 'vitest';
import { STRING } from '../../types/data-type.ts';
import { sessionEnds } from './session-gap.ts';

const second = 1_000_000n;
const environment = (timeZone: string) => ({ timeZone, batchTimestampMs: () => 0 });
const text = (value: string) => ({
  expr: { kind: 'literal' as const, type: STRING, value, display: value, nullable: false },
});

describe('the end of a session', () => {
  // 2024-03-31 00:00 in Paris: the day has 23 hours. Seen on Spark 4.2.1.
  test.each([
    ['1 day', 1_711_839_600n, 1_711_922_400n],
    ['24 hours', 1_711_839_600n, 1_711_926_000n],
    ['1 month 1 week 1 hour', 1_706_655_600n, 1_709_769_600n],
    ['1 day -2 hours', 1_711_839_600n, 1_711_915_200n],
  ])('counts months and days on the calendar of the zone: %s', (gap, start, end) => {
    const endOf = sessionEnds(text(gap), environment('Europe/Paris'));
    expect(endOf(start * second, [])).toBe(end * second);
  });

  test('of a fixed gap is its start and the gap, whatever the row', () => {
    const endOf = sessionEnds({ micros: 5n * second }, environment('UTC'));
    expect(endOf(-10n * second, [])).toBe(-5n * second);
    expect(sessionEnds({ micros: 0n }, environment('UTC'))(0n, [])).toBe(null);
    expect(sessionEnds({ micros: -1n }, environment('UTC'))(0n, [])).toBe(null);
  });

  test('beyond the range of timestamps is an error', () => {
    const endOf = sessionEnds({ micros: 5n * second }, environment('UTC'));
    expect(() => endOf(2n ** 63n - 1n, [])).toThrowError(expect.objectContaining({ code: 'EXE-008' }));
  });
});
