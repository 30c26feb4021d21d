import { expect, test } from 'vitest';
import { runPipeline } from '../testing/pipeline-script.ts';

// As Spark 4.2.1 does: below a join with a stream static rows are a batch query that is run again.
test('[FS-17] [JN-10] static rows are counted, deduplicated and cut off anew in every batch, and keep no state', async () => {
  const batches = await runPipeline({
    sources: [
      { id: 'orders', fields: [{ name: 'id', type: 'int' }] },
      { id: 'names', fields: [{ name: 'id', type: 'int' }], staticRows: [{ id: 1 }, { id: 1 }, { id: 2 }, { id: 2 }] },
    ],
    nodes: [
      { id: 'counted', kind: 'group-by', config: { keys: ['id'], aggregates: [{ function: 'count' }] } },
      { id: 'unique', kind: 'deduplicate', config: { columns: ['id'] } },
      { id: 'first', kind: 'limit', config: { count: 2 } },
      { id: 'pairs', kind: 'join', config: { type: 'inner', on: 'left.id = right.id' } },
    ],
    edges: [
      ['names', 'counted'],
      ['counted', 'unique'],
      ['unique', 'first'],
      ['orders', 'pairs', 'left'],
      ['first', 'pairs', 'right'],
    ],
    steps: [{ orders: [{ id: 1 }] }, { orders: [{ id: 1 }, { id: 2 }] }, { orders: [{ id: 2 }] }],
    restartAfter: [1],
  });
  expect(batches.map(({ rows }) => rows)).toEqual([
    [[1, 1, 2]],
    [
      [1, 1, 2],
      [2, 2, 2],
    ],
    [[2, 2, 2]],
  ]);
  expect(batches.flatMap(({ progress }) => progress.stateOperators)).toEqual([]);
});
