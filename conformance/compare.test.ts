import { expect, test } from 'vitest';
import type { CaseBatch } from './case-format.ts';
import { differencesOf } from './compare.ts';

const batch: CaseBatch = {
  batchId: 0,
  rows: [
    ['a', 1],
    ['b', 2.5],
  ],
  watermark: null,
  stateRows: [2],
  lateRows: [0],
  nodes: { events: 3, out: 2 },
};

const query = (changes: Partial<CaseBatch> = {}) => ({
  columns: [['k', 'string'] as const],
  batches: [{ ...batch, ...changes }],
});

test('the same is the same, whatever the order of the rows', () => {
  const turned = query({ rows: [...batch.rows].reverse() });
  expect(differencesOf('q', query(), turned, false)).toEqual([]);
  expect(differencesOf('q', query(), turned, true)).toHaveLength(1);
});

test('sums in another order differ in their last digits', () => {
  expect(differencesOf('q', query({ rows: [[0.3]] }), query({ rows: [[0.1 + 0.2]] }), false)).toEqual([]);
  expect(differencesOf('q', query({ rows: [[0.3]] }), query({ rows: [[0.3001]] }), false)).toHaveLength(1);
});

test.each<[string, Partial<CaseBatch>]>([
  [
    'a value',
    {
      rows: [
        ['a', 1],
        ['b', 2],
      ],
    },
  ],
  ['a row more', { rows: [...batch.rows, ['a', 1]] }],
  [
    'a null',
    {
      rows: [
        ['a', 1],
        ['b', null],
      ],
    },
  ],
  ['the watermark', { watermark: '1970-01-01T00:00:05.000Z' }],
  ['rows in state', { stateRows: [3] }],
  ['late rows', { lateRows: [1] }],
  ['the count of a node', { nodes: { events: 4 } }],
  ['the batch', { batchId: 1 }],
])('%s makes a difference', (_, changes) => {
  expect(differencesOf('q', query(), query(changes), false)).toHaveLength(1);
});

test('nodes that only one of two has are not compared: Spark does not observe sinks', () => {
  expect(differencesOf('q', query(), query({ nodes: { events: 3 } }), false)).toEqual([]);
});
