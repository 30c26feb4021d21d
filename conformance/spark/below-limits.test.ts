import { expect, test } from 'vitest';
import type { CaseBatch } from '../case-format.ts';
import type { CaseDocument } from '../steps.ts';
import { nodesBelowLimits, withoutUnread } from './below-limits.ts';

const node = (id: string, kind: string) => ({ id, kind, config: {}, position: { x: 0, y: 0 } });
const document: CaseDocument = {
  settings: { mode: 'streaming', timeZone: 'UTC' },
  nodes: [node('first', 'rows-source'), node('kept', 'filter'), node('few', 'limit'), node('shown', 'select')],
  edges: [
    { source: 'first', target: 'kept' },
    { source: 'kept', target: 'few' },
    { source: 'few', target: 'shown' },
  ],
};
const batch = (nodes: CaseBatch['nodes']): CaseBatch => ({
  batchId: 0,
  rows: [],
  watermark: null,
  stateRows: [],
  lateRows: [],
  nodes,
});
const query = (nodes: CaseBatch['nodes']) => ({ columns: [], batches: [batch(nodes)] });

test('all nodes before a limit are below it', () => {
  expect([...nodesBelowLimits(document)].sort()).toEqual(['first', 'kept']);
});

test.each([
  ['fewer rows below a limit are passed over', { first: 2, few: 1 }, { few: 1 }],
  ['more are not', { first: 4, few: 1 }, { first: 4, few: 1 }],
  ['nor are fewer behind it', { first: 3, few: 0 }, { first: 3, few: 0 }],
])('%s', (_, found, left) => {
  const below = new Set(['first']);
  expect(withoutUnread(query(found), query({ first: 3, few: 1 }), below)).toEqual(query(left));
});
