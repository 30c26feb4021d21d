import { describe, expect, test } from 'vitest';
import { parseInterval, printDayTimeInterval } from './interval-text.ts';

const HOUR = 3_600_000_000n;

describe('what is understood', () => {
  test.each([
    ['1 hour', 0, HOUR],
    ['10 minutes', 0, 600_000_000n],
    ['1 hour 30 minutes', 0, HOUR + HOUR / 2n],
    ['interval 1 hour', 0, HOUR],
    ['INTERVAL\t1  HOURS', 0, HOUR],
    ['1 DAYS 2 hOuR', 0, 26n * HOUR],
    ['  1   day  ', 0, 24n * HOUR],
    ['1 day 1 day', 0, 48n * HOUR],
    ['2 weeks', 0, 336n * HOUR],
    ['1 month', 1, 0n],
    ['1 year 2 months', 14, 0n],
    ['-1 hour', 0, -HOUR],
    ['- 1 hour', 0, -HOUR],
    ['+ 5 minutes', 0, 300_000_000n],
    ['1 day -1 hour', 0, 23n * HOUR],
    ['-1 year -2 months', -14, 0n],
    ['1.5 seconds', 0, 1_500_000n],
    ['.5 second', 0, 500_000n],
    ['1. seconds', 0, 1_000_000n],
    ['-.5 seconds', 0, -500_000n],
    ['1.123456789 seconds', 0, 1_123_456n],
    ['100 milliseconds', 0, 100_000n],
    ['1 microsecond', 0, 1n],
    ['0 seconds', 0, 0n],
    ['-0 days', 0, 0n],
    ['1 year 1 day 1.000001 seconds', 12, 86_401_000_001n],
    ['9223372036854775807 microseconds', 0, 2n ** 63n - 1n],
    ['-9223372036854775808 microseconds', 0, -(2n ** 63n)],
    ['2147483647 months', 2_147_483_647, 0n],
  ])('%s', (text, months, micros) => {
    expect(parseInterval(text)).toEqual({ ok: true, value: { months, micros } });
  });
});

describe('what is not understood', () => {
  test.each([
    ['', ''],
    ['interval', 'interval'],
    ['interval ', 'interval'],
    ['interval1 day', 'interval1 day'],
    ['interval interval 1 day', 'interval 1 day'],
    ['1', '1'],
    ['hour', 'hour'],
    ['one day', 'one day'],
    ['1hour', '1hour'],
    ['1 hour30 minutes', '1 hour30 minutes'],
    ['1 day 10s', '10s'],
    ['1 h', '1 h'],
    ['1 sec', '1 sec'],
    ['1 fortnight', '1 fortnight'],
    ['1 nanosecond', '1 nanosecond'],
    ['1.5 hours', '1.5 hours'],
    ['1.5 milliseconds', '1.5 milliseconds'],
    ['1.1234567891 seconds', '1.1234567891 seconds'],
    ['. seconds', '. seconds'],
    ['1e3 seconds', '1e3 seconds'],
    ['1 day,', '1 day,'],
    ['1 day interval', 'interval'],
    ['1 days ago', 'ago'],
    ['--1 day', '--1 day'],
    ['+-1 day', '+-1 day'],
    ["INTERVAL '1' DAY", "'1' day"],
    ['1 constructor', '1 constructor'],
    ['1 __proto__', '1 __proto__'],
    ['9223372036854775808 microseconds', '9223372036854775808 microseconds'],
    ['106751992 days', '106751992 days'],
    ['99999999999999999999 days', '99999999999999999999 days'],
    ['2147483648 months', '2147483648 months'],
    ['178956971 years', '178956971 years'],
    ['-9223372036854775808 microseconds -1 microsecond', '-1 microsecond'],
  ])('"%s" at "%s"', (text, found) => {
    expect(parseInterval(text)).toEqual({ ok: false, error: { code: 'PLN-902', params: { text, found } } });
  });

  test('hostile texts take no time', () => {
    const started = performance.now();
    for (const text of [`+${' '.repeat(1_000_000)}!`, '1 day '.repeat(200_000), '9'.repeat(1_000_000)]) {
      expect(parseInterval(text).ok).toBe(false);
    }
    expect(performance.now() - started).toBeLessThan(1_000);
  });
});

test.each([
  [0n, "INTERVAL '0 00:00:00' DAY TO SECOND"],
  [93_784_500_000n, "INTERVAL '1 02:03:04.5' DAY TO SECOND"],
  [-93_784_500_000n, "INTERVAL '-1 02:03:04.5' DAY TO SECOND"],
  [8_640_086_399_000_001n, "INTERVAL '100000 23:59:59.000001' DAY TO SECOND"],
  [-1n, "INTERVAL '-0 00:00:00.000001' DAY TO SECOND"],
])('%d as Spark casts it', (micros, text) => {
  expect(printDayTimeInterval(micros)).toBe(text);
});
