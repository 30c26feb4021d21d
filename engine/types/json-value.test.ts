import { describe, expect, test } from 'vitest';
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
  VOID,
  WINDOW,
} from './data-type.ts';
import { rowToJsonObject, toJsonValue } from './json-value.ts';
import type { Value } from './value.ts';

const HOUR = 1_469_498_400_000_000n;

test.each([
  [null, WINDOW, null],
  [null, VOID, null],
  [true, BOOLEAN, true],
  [-5, INT, -5],
  [50_000n, BIGINT, 50_000],
  [2n ** 53n, BIGINT, 9_007_199_254_740_992],
  [2n ** 53n + 1n, BIGINT, '9007199254740993'],
  [-(2n ** 63n), BIGINT, '-9223372036854775808'],
  [0.1, DOUBLE, 0.1],
  [Number.NaN, DOUBLE, 'NaN'],
  [Number.POSITIVE_INFINITY, DOUBLE, 'Infinity'],
  [Number.NEGATIVE_INFINITY, FLOAT, '-Infinity'],
  [Math.fround(0.1), FLOAT, 0.1],
  [1250n, decimal(4, 2), '12.50'],
  ['2016', STRING, '2016'],
  [17_008, DATE, '2016-07-26'],
  [HOUR, TIMESTAMP, '2016-07-26T02:00:00Z'],
  [HOUR + 1n, TIMESTAMP, '2016-07-26T02:00:00.000001Z'],
  [-1n, TIMESTAMP, '1969-12-31T23:59:59.999999Z'],
  [1n, INTERVAL, "INTERVAL '0 00:00:00.000001' DAY TO SECOND"],
  [[HOUR, null], WINDOW, { start: '2016-07-26T02:00:00Z', end: null }],
  [[[1n, null], []], array(array(BIGINT)), [[1, null], []]],
] as [Value, DataType, unknown][])('%o as %o is %j', (value, type, wanted) => {
  const json = toJsonValue(value, type);
  expect(JSON.parse(JSON.stringify(json))).toEqual(wanted);
});

describe('rows as objects', () => {
  const field = (name: string, type: DataType) => ({ name, type, nullable: true });

  test('columns by name, in their order', () => {
    const object = rowToJsonObject(
      ['Open', [HOUR, HOUR], 179n],
      [field('action', STRING), field('window', WINDOW), field('count', BIGINT)],
    );
    expect(JSON.stringify(object)).toBe(
      '{"action":"Open","window":{"start":"2016-07-26T02:00:00Z","end":"2016-07-26T02:00:00Z"},"count":179}',
    );
  });

  test('names that objects treat in a special way are plain names here', () => {
    const nested = struct([
      { name: '__proto__', type: STRING },
      { name: 'constructor', type: INT },
    ]);
    const object = rowToJsonObject(
      ['x', ['y', 1], 'z'],
      [field('__proto__', STRING), field('a', nested), field('toString', STRING)],
    );
    expect(JSON.stringify(object)).toBe('{"__proto__":"x","a":{"__proto__":"y","constructor":1},"toString":"z"}');
    expect(({} as Record<string, unknown>).x).toBeUndefined();
    expect(Object.keys(object)).toEqual(['__proto__', 'a', 'toString']);
  });

  test('of columns with one name the last wins', () => {
    expect(JSON.stringify(rowToJsonObject([1, 2], [field('a', INT), field('a', INT)]))).toBe('{"a":2}');
  });
});
