import { describe, expect, test } from 'vitest';
import { comparatorOf } from './compare.ts';
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
  STRING,
  struct,
  TIMESTAMP,
  WINDOW,
} from './data-type.ts';
import type { Value } from './value.ts';

const pair = struct([
  { name: 'a', type: INT },
  { name: 'b', type: STRING },
]);

/** Each list ascends strictly; every pair of it is compared both ways. */
const ascending: readonly (readonly [string, DataType, readonly Value[]])[] = [
  ['boolean', BOOLEAN, [null, false, true]],
  ['int', INT, [null, -2_147_483_648, -1, 0, 1, 2_147_483_647]],
  ['bigint', BIGINT, [null, -(2n ** 63n), -1n, 0n, 2n ** 53n, 2n ** 53n + 1n, 2n ** 63n - 1n]],
  ['double', DOUBLE, [null, Number.NEGATIVE_INFINITY, -1.5, 0, 5e-324, 1, Number.POSITIVE_INFINITY, Number.NaN]],
  ['float', FLOAT, [null, -1, 0, 1, Number.POSITIVE_INFINITY, Number.NaN]],
  ['decimal', decimal(38, 2), [null, -(10n ** 37n), -1n, 0n, 10n ** 37n]],
  ['date', DATE, [null, -719_162, -1, 0, 1]],
  ['timestamp', TIMESTAMP, [null, -1n, 0n, 1n]],
  [
    'string',
    STRING,
    [null, '', '\0', 'A', 'Z', 'a', 'ab', 'b', 'é', '\ud7ff', '\ue000', '\uffff', '😀', '😁', '\u{10ffff}'],
  ],
  ['string after a common start', STRING, ['x\uffff', 'x\u{10000}', 'x\u{10000}a']],
  ['array', array(INT), [null, [], [null], [null, 1], [1], [1, null], [1, 1], [2]]],
  ['struct', pair, [null, [null, null], [null, 'a'], [1, null], [1, 'a'], [1, 'b'], [2, null]]],
  ['window', WINDOW, [null, [0n, 1n], [0n, 2n], [1n, 0n]]],
];

describe('comparatorOf', () => {
  test.each(ascending)('%s', (_, type, values) => {
    const compare = comparatorOf(type);
    values.forEach((a, i) => {
      values.forEach((b, j) => {
        expect(Math.sign(compare(a, b)), `${i} against ${j}`).toBe(Math.sign(i - j));
      });
    });
  });

  test('-0.0 equals 0.0, in structs too', () => {
    expect(comparatorOf(DOUBLE)(-0, 0)).toBe(0);
    expect(comparatorOf(array(DOUBLE))([-0], [0])).toBe(0);
  });

  test('texts are ordered by their UTF-8 bytes', () => {
    const texts = ['z', '😀', '\ue000', '\ufffd', 'é', '中', '', '\u{1f600}\u{1f600}', 'a😀', 'a\uff5e'];
    const bytes = (text: string) => Buffer.from(text, 'utf8');
    const wanted = [...texts].sort((a, b) => Buffer.compare(bytes(a), bytes(b)));
    expect([...texts].sort(comparatorOf(STRING))).toEqual(wanted);
  });
});
