import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createDateTimeReader } from '../../types/date-time-reader.ts';
import { parseTimestamp } from '../../types/timestamp-text.ts';
import { instantReader } from './instant-text.ts';

const options = { timestampFormat: null, dateFormat: null, enableDateTimeParsingFallback: false, now: undefined };
const read = instantReader(createDateTimeReader({ ...options, timeZone: 'Europe/Paris' }), true);
const microsOf = (text: string) => read(new TextEncoder().encode(`${text}\n`), 0, text.length);

describe('instants', () => {
  it('in the usual form are what the lenient grammar says', () => {
    const part = (max: number, width: number) => fc.integer({ min: 0, max }).map((n) => String(n).padStart(width, '0'));
    const text = fc
      .tuple(
        part(9999, 4),
        part(13, 2),
        part(32, 2),
        part(24, 2),
        part(60, 2),
        part(60, 2),
        fc.stringMatching(/^(\.\d{0,7})?$/),
      )
      .map(([y, m, d, h, min, s, fraction]) => `${y}-${m}-${d}T${h}:${min}:${s}${fraction}Z`);
    fc.assert(
      fc.property(text, (each) => {
        const expected = parseTimestamp(each, 'Europe/Paris');
        const found = microsOf(each);
        if (Number.isNaN(found)) return expected === null || !Number.isSafeInteger(Number(expected));
        return expected !== null && BigInt(found) === expected;
      }),
      { numRuns: 3000, seed: 12 },
    );
  });

  it('in other forms are read in the zone', () => {
    expect(microsOf('2016-07-26 02:05:00')).toBe(Date.UTC(2016, 6, 26, 0, 5) * 1000);
    expect(microsOf('12:30')).toBeNaN();
    expect(microsOf('')).toBeNaN();
  });
});
