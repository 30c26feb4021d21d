import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSession, type Session } from './session.ts';
import { breakpointOn, traceOf } from './testing/looked-at-run.ts';

const place = { position: { x: 0, y: 0 } };
const fields = [
  { name: 'id', type: 'int' },
  { name: 'time', type: 'timestamp' },
];
const rows = (id: string, ids: number[][]) => ({
  id,
  kind: 'rows-source',
  ...place,
  config: {
    fields,
    batches: ids.map((batch) => batch.map((n) => ({ id: n, time: `2026-01-05T10:${String(n).padStart(2, '0')}:00Z` }))),
  },
});
const document = (
  nodes: readonly { id: string; kind: string; position: object; config: object }[],
  edges: readonly (readonly [string, string, string?])[],
) => ({
  format: 'millrace.pipeline',
  version: 1,
  name: 'wires',
  settings: { mode: 'streaming', timeZone: 'UTC' },
  nodes,
  edges: edges.map(([source, target, targetPort]) => ({ source, target, ...(targetPort && { targetPort }) })),
});
const watermark = (id: string) => ({
  id,
  kind: 'watermark',
  ...place,
  config: { timeColumn: 'time', delay: '1 minute' },
});
const table = { id: 'table', kind: 'memory-sink', ...place, config: { queryName: 'joined', outputMode: 'append' } };

describe('wires of every shape', () => {
  let session: Session;
  beforeAll(async () => {
    session = await createSession();
  });
  afterAll(() => session.stop());
  const options = { baseDirectory: '/', follow: false, isPeekable: true };
  const hitsOf = ({ pauses }: Awaited<ReturnType<typeof traceOf>>) =>
    pauses.map(({ batchId, hits }) => [batchId, ...hits.map(({ breakpointId, rows: n }) => `${breakpointId} ${n}`)]);

  test('both ports of a join, which one node may feed', async () => {
    const joined = document(
      [
        rows('left', [[1, 2, 3], [4, 30], [5, 31], [6]]),
        watermark('marked'),
        { id: 'even', kind: 'filter', ...place, config: { condition: 'id % 2 = 0' } },
        {
          id: 'both',
          kind: 'join',
          ...place,
          config: { type: 'inner', on: 'left.id = right.id and left.time = right.time' },
        },
        table,
      ],
      [
        ['left', 'marked'],
        ['marked', 'both', 'left'],
        ['marked', 'even'],
        ['even', 'both', 'right'],
        ['both', 'table'],
      ],
    );
    const plain = await traceOf(session, joined, options);
    const run = await traceOf(session, joined, {
      ...options,
      breakpoints: [
        breakpointOn('marked', 'both', 'id > 2', { targetPort: 'left' }),
        breakpointOn('even', 'both', 'late', { targetPort: 'right' }),
        breakpointOn('both', 'table', 'left.id = 2'),
      ],
    });
    expect(run.emitted).toEqual(plain.emitted);
    expect(run.progress).toEqual(plain.progress);
    expect(hitsOf(run)).toEqual([
      [0, 'marked→both 1', 'both→table 1'],
      [1, 'marked→both 2'],
      [2, 'marked→both 2'],
      [3, 'marked→both 1', 'even→both 1'],
    ]);
    const wrongPort = { ...options, breakpoints: [breakpointOn('marked', 'both', '', { targetPort: 'right' })] };
    await expect(session.run(joined, wrongPort)).rejects.toMatchObject({ code: 'EXE-210' });
    const ambiguous = { ...options, breakpoints: [breakpointOn('both', 'table', 'id = 2')] };
    await expect(session.run(joined, ambiguous)).rejects.toMatchObject({ code: 'PLN-068' });
  });

  test('each wire into a union', async () => {
    const all = document(
      [
        rows('a', [[1, 2], [3]]),
        rows('b', [[11], [12, 13]]),
        { id: 'all', kind: 'union', ...place, config: {} },
        table,
      ],
      [
        ['a', 'all'],
        ['b', 'all'],
        ['all', 'table'],
      ],
    );
    const breakpoints = [breakpointOn('a', 'all', 'id < 3'), breakpointOn('b', 'all', 'id > 11')];
    const run = await traceOf(session, all, { ...options, breakpoints }, async (going) => {
      expect(await going.peek({ nodeId: 'all', limit: 1 })).toMatchObject({ nodeId: 'all', late: null });
      going.resume();
    });
    expect(hitsOf(run)).toEqual([
      [0, 'a→all 2'],
      [1, 'b→all 2'],
    ]);
  });

  test('a node that feeds two queries pauses each by itself', async () => {
    const two = document(
      [
        rows('a', [[1, 2], [3]]),
        table,
        { ...table, id: 'other', config: { queryName: 'other', outputMode: 'append' } },
        { id: 'some', kind: 'filter', ...place, config: { condition: 'id > 1' } },
      ],
      [
        ['a', 'table'],
        ['a', 'some'],
        ['some', 'other'],
      ],
    );
    const run = await session.run(two, { ...options, breakpoints: [breakpointOn('some', 'other', 'id = 2')] });
    await new Promise<void>((resolve) => {
      const look = setInterval(() => {
        const [first, second] = run.snapshot().queries;
        if (first?.isActive !== false || second?.pause === null) return;
        clearInterval(look);
        resolve();
      }, 5);
    });
    const peeked = await Promise.all(
      ['table', 'other'].map((sinkNodeId) => run.peek({ nodeId: 'a', sinkNodeId, limit: 9 })),
    );
    expect(peeked.map((each) => [each?.sinkNodeId, each?.batchId, each?.total])).toEqual([
      ['table', 1, 1],
      ['other', 0, 2],
    ]);
    run.resume();
    await run.awaitTermination();
    expect(run.snapshot().queries.map(({ batchesCompleted }) => batchesCompleted)).toEqual([2, 2]);
  });
});
