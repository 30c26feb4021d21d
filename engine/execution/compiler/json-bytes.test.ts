import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createDateTimeReader } from '../../types/date-time-reader.ts';
import { parseTimestamp } from '../../types/timestamp-text.ts';
import { instantReader } from './instant-text.ts';
import { asciiStringEnd, doubleOf, numberEnd, passField } from './json-bytes.ts';

const line = (text: string) => new TextEncoder().encode(`${text}\n`);

describe('numbers', () => {
  test.each<[string, number]>([
    ['0', 1],
    ['-0', 2],
    ['120,', 3],
    ['1.50}', 4],
    ['1e5', 3],
    ['1E+05 ', 5],
    ['-1.5e-3', 7],
    ['01', -1],
    ['-', -1],
    ['.5', -1],
    ['1.', -1],
    ['1.e5', -1],
    ['1e', -1],
    ['1e+', -1],
    ['+1', -1],
    ['NaN', -1],
    ['', -1],
    ['9'.repeat(64), 64],
    ['9'.repeat(65), -1],
  ])('%s ends at %i', (text, end) => expect(numberEnd(line(text), 0)).toBe(end));

  test('every double is read as JavaScript reads its text', () => {
    const decimals = fc
      .tuple(fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n }), fc.integer({ min: 0, max: 25 }))
      .map(([digits, places]) => {
        const text = String(digits < 0n ? -digits : digits).padStart(places + 1, '0');
        const sign = digits < 0n ? '-' : '';
        return places === 0 ? `${sign}${text}` : `${sign}${text.slice(0, -places)}.${text.slice(-places)}`;
      });
    const doubles = fc.double({ noNaN: true, noDefaultInfinity: true }).map(String);
    fc.assert(
      fc.property(fc.oneof(decimals, doubles), (text) => {
        const bytes = line(text);
        const end = numberEnd(bytes, 0);
        if (end === -1) return text.length > 64 || text.includes('+');
        return end === text.length && Object.is(doubleOf(bytes, 0, end), Number(text));
      }),
      { numRuns: 3000, seed: 11 },
    );
  });
});

describe('fields that nobody needs', () => {
  test.each<[string, number]>([
    ['"a":1,', 5],
    ['"a" : "x"}', 9],
    ['"a":"\\n\\"\\\\"}', 12],
    ['"a":{"b":[1,{"c":null},true,false,"x"]},', 39],
    ['"a":[]}', 6],
    ['"a": { } }', 8],
    ['"a\\u0062":1', -1],
    ['"a":"\\u0041"', -1],
    ['"a":"\\x"', -1],
    ['"a":[1,]', -1],
    ['"a":{"b":1,}', -1],
    ['"a":{b:1}', -1],
    ['"a":nul', -1],
    ['"a":"tab\t"', -1],
    ['"a', -1],
    ['"a":', -1],
    ['"a":[1', -1],
    [`"a":${'['.repeat(17)}${']'.repeat(17)}`, -1],
    [`"a":${'['.repeat(16)}${']'.repeat(16)}`, 36],
  ])('%s', (text, end) => expect(passField(line(text), 0)).toBe(end));

  test.each<[string, number]>([
    ['"abc"', 4],
    ['""', 1],
    ['"a\\n"', -1],
    ['"é"', -1],
    ['"abc', -1],
  ])('an ASCII string %s', (text, end) => expect(asciiStringEnd(line(text), 0)).toBe(end));
});

describe('instants', () => {
  const options = { timestampFormat: null, dateFormat: null, enableDateTimeParsingFallback: false, now: undefined };
  const read = instantReader(createDateTimeReader({ ...options, timeZone: 'Europe/Paris' }), true);
  const microsOf = (text: string) => read(line(text), 0, text.length);

  test('the usual form is what the lenient grammar says', () => {
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

  test('other forms are read in the zone', () => {
    expect(microsOf('2016-07-26 02:05:00')).toBe(Date.UTC(2016, 6, 26, 0, 5) * 1000);
    expect(microsOf('12:30')).toBeNaN();
    expect(microsOf('')).toBeNaN();
  });
});
