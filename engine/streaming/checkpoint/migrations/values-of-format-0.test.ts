import { expect, test } from 'vitest';
import {
  array,
  BIGINT,
  BOOLEAN,
  type DataType,
  DOUBLE,
  decimal,
  INT,
  STRING,
  TIMESTAMP,
  WINDOW,
} from '../../../types/data-type.ts';
import type { Value } from '../../../types/value.ts';
import { decodeValues } from './values-of-format-0.ts';

test.each<[string, DataType, Value]>([
  ['"9223372036854775807"', BIGINT, 2n ** 63n - 1n],
  ['"-1"', TIMESTAMP, -1n],
  ['"-10000000000000000000000000000000000000"', decimal(38, 2), -(10n ** 37n)],
  ['-7', INT, -7],
  ['"NaN"', DOUBLE, Number.NaN],
  ['"-Infinity"', DOUBLE, Number.NEGATIVE_INFINITY],
  ['"-0"', DOUBLE, -0],
  ['0.1', DOUBLE, 0.1],
  ['"NaN \u2028 \u{1F600} __proto__"', STRING, 'NaN \u2028 \u{1F600} __proto__'],
  ['false', BOOLEAN, false],
  ['["0","3600000000"]', WINDOW, [0n, 3_600_000_000n]],
  ['["a",null]', array(STRING), ['a', null]],
  ['null', STRING, null],
])('%s comes back exactly', (saved, type, value) => {
  expect(decodeValues([JSON.parse(saved)], [type])).toEqual([value]);
});

test.each<[DataType, unknown]>([
  [BIGINT, 7],
  [BIGINT, '7.5'],
  [STRING, 7],
  [BOOLEAN, 'true'],
  [array(INT), 'x'],
])('saved state of another type is refused', (type, saved) => {
  expect(() => decodeValues([saved], [type])).toThrow(/internal/);
});
