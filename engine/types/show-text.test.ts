import { expect, test } from 'vitest';
import {
  array,
  BIGINT,
  BOOLEAN,
  DATE,
  type DataType,
  DOUBLE,
  decimal,
  FLOAT,
  INT,
  INTERVAL,
  STRING,
  struct,
  TIMESTAMP,
  WINDOW,
} from './data-type.ts';
import { showValue, valueText } from './show-text.ts';
import type { Value } from './value.ts';

const mixed = struct([
  { name: 'x', type: INT },
  { name: 'y', type: array(INT) },
  { name: 'z', type: DOUBLE },
]);
const HOUR = 3_600_000_000n;
const SOME_HOUR = 1_469_498_400_000_000n;

test.each([
  [null, INT, 'NULL'],
  [true, BOOLEAN, 'true'],
  [-5, INT, '-5'],
  [2n ** 63n - 1n, BIGINT, '9223372036854775807'],
  [1e10, DOUBLE, '1.0E10'],
  [Number.NaN, DOUBLE, 'NaN'],
  [Math.fround(0.1), FLOAT, '0.1'],
  [150n, decimal(10, 2), '1.50'],
  [17_008, DATE, '2016-07-26'],
  [SOME_HOUR + 500_000n, TIMESTAMP, '2016-07-26 02:00:00.5'],
  [HOUR, INTERVAL, "INTERVAL '0 01:00:00' DAY TO SECOND"],
  [[SOME_HOUR, SOME_HOUR + HOUR], WINDOW, '{2016-07-26 02:00:00, 2016-07-26 03:00:00}'],
  [['x', null], array(STRING), '[x, NULL]'],
  [[], array(STRING), '[]'],
  [[null, [1, null], 1.5], mixed, '{NULL, [1, NULL], 1.5}'],
  ['a\nb\tc\r\f\b\v\x07\\n', STRING, 'a\\nb\\tc\\r\\f\\b\\v\\a\\n'],
  [['a\nb'], array(STRING), '[a\\nb]'],
  ['😀 é', STRING, '😀 é'],
] as [Value, DataType, string][])('%o as %o shows as %s', (value, type, text) => {
  expect(showValue(value, type, 'UTC')).toBe(text);
});

test('times are shown on the clock of the session', () => {
  expect(showValue([SOME_HOUR, null], WINDOW, 'Europe/Paris')).toBe('{2016-07-26 04:00:00, NULL}');
});

test('a cast to string keeps line breaks and writes null in lower case', () => {
  expect(valueText([null, [1, null], 1.5], mixed, 'UTC', 'null')).toBe('{null, [1, null], 1.5}');
  expect(valueText('a\nb', STRING, 'UTC', 'null')).toBe('a\nb');
});
