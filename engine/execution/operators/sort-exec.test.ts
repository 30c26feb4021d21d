import { describe, expect, test } from 'vitest';
import type { SortOrder } from '../../plan/operators/sort.ts';
import { sort } from '../../plan/operators/sort.ts';
import { type DataType, DOUBLE, decimal, INT, STRING, struct } from '../../types/data-type.ts';
import type { Row, Value } from '../../types/value.ts';
import { BatchScope } from '../batch-scope.ts';
import { SortExec } from './sort-exec.ts';

const query = {
  environment: { timeZone: 'UTC', batchTimestampMs: () => 0 },
  isStreaming: true,
  outputMode: 'complete',
} as const;
const batch = { batchId: 0, timestampMs: 0, lateWatermarkMs: 0, evictWatermarkMs: 0, ranges: [] };

function sorted(
  types: readonly DataType[],
  orders: readonly (readonly [number, 'asc' | 'desc', 'first' | 'last'])[],
  rows: readonly Row[],
) {
  const schema = types.map((type, index) => ({ name: `c${index}`, type, nullable: true }));
  const by = orders.map(([index, direction, nulls]): SortOrder => {
    const type = types[index] ?? INT;
    return {
      expr: { kind: 'column', index, name: `c${index}`, type, nullable: true },
      descending: direction === 'desc',
      nullsFirst: nulls === 'first',
    };
  });
  const exec = new SortExec(sort('sort', { op: 'rows', nodeId: 'rows', schema }, by), query);
  const scope = new BatchScope(batch, ['sort'], 0);
  const out: Row[] = [];
  let ended = 0;
  const sink = exec.open(scope, { push: (row) => out.push(row), end: () => ended++ });
  for (const row of rows) sink.push(row);
  expect(out).toEqual([]);
  sink.end();
  expect(ended).toBe(1);
  expect(scope.counts.sort).toEqual({ in: rows.length, out: rows.length });
  return out;
}

const column = (type: DataType, direction: 'asc' | 'desc', nulls: 'first' | 'last', values: readonly Value[]) =>
  sorted(
    [type],
    [[0, direction, nulls]],
    values.map((value) => [value]),
  ).map(([value]) => value);

describe('sort', () => {
  test.each([
    ['asc', 'first', [null, 1, 2, 3]],
    ['asc', 'last', [1, 2, 3, null]],
    ['desc', 'first', [null, 3, 2, 1]],
    ['desc', 'last', [3, 2, 1, null]],
  ] as const)('[SL-1] %s, nulls %s', (direction, nulls, expected) => {
    expect(column(INT, direction, nulls, [2, null, 3, 1])).toEqual(expected);
  });

  test('[TY-10] NaN is above all numbers, and text goes by its bytes', () => {
    expect(column(DOUBLE, 'desc', 'last', [1, Number.NaN, Number.POSITIVE_INFINITY, null, -1])).toEqual([
      Number.NaN,
      Number.POSITIVE_INFINITY,
      1,
      -1,
      null,
    ]);
    expect(column(STRING, 'asc', 'first', ['é', 'z', 'Z', '\u{1f600}', '\uffff'])).toEqual([
      'Z',
      'z',
      'é',
      '\uffff',
      '\u{1f600}',
    ]);
  });

  test('decimals and structs have an order', () => {
    expect(column(decimal(20, 2), 'asc', 'first', [1000n, -5n, 99n])).toEqual([-5n, 99n, 1000n]);
    const pair = struct([
      { name: 'a', type: INT },
      { name: 'b', type: STRING },
    ]);
    expect(
      column(pair, 'desc', 'last', [
        [1, 'b'],
        [1, null],
        [2, 'a'],
      ]),
    ).toEqual([
      [2, 'a'],
      [1, 'b'],
      [1, null],
    ]);
  });

  test('the first order decides, the next ones where it leaves rows equal, then the order they came in', () => {
    const rows = [
      [1, 'b', 0],
      [2, 'a', 1],
      [1, 'a', 2],
      [1, 'b', 3],
      [null, 'z', 4],
    ];
    const out = sorted(
      [INT, STRING, INT],
      [
        [0, 'desc', 'last'],
        [1, 'asc', 'first'],
      ],
      rows,
    );
    expect(out.map(([, , place]) => place)).toEqual([1, 2, 0, 3, 4]);
  });
});
