import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../../engine/tables/sql-result.ts';
import { compareCells } from './cell-order.ts';

describe('compareCells', () => {
  it.each<[string, JsonValue[]]>([
    ['string', [null, '', 'Close', 'Open', 'a']],
    ['bigint', [null, '-9007199254740995', -3, 10, '9007199254740993', '9007199254740995']],
    ['decimal(10,2)', ['-1.50', '9.00', '12.50']],
    ['double', [null, '-Infinity', -1, 2.5, 'Infinity', 'NaN']],
    ['boolean', [null, false, true]],
    ['timestamp', ['2016-07-26T02:00:00Z', '2016-07-26T03:00:00Z']],
    [
      'struct<start:timestamp,end:timestamp>',
      [
        { start: 'a', end: 'a' },
        { start: 'a', end: 'b' },
        { start: 'b', end: 'a' },
      ],
    ],
    ['array<int>', [[], [2], [2, 1], [10]]],
  ])('orders %s', (type, inOrder) => {
    const back = [...inOrder].reverse().sort((a, b) => compareCells(a, b, type));
    expect(back).toEqual(inOrder);
  });
});
