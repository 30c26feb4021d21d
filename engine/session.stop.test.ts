/** Sessions that are stopped while a batch is at work: nothing of it counts, and it comes again. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createSession, type Run, type Session } from './session.ts';
import { PAIR_FILES, QueryPair, snapshotOf, tableAfter } from './testing/query-pair.ts';

let session: Session;
let pair: QueryPair;

beforeEach(async () => {
  session = await createSession();
  pair = new QueryPair(session);
});

afterEach(async () => {
  await session.stop();
  pair.remove();
});

/** Resolves while the batch of the large file is being read. */
function amidTheLargeFile(run: Run): Promise<void> {
  return vi.waitFor(
    () => {
      const { nodes, batchesCompleted } = snapshotOf(run).shaky;
      expect(batchesCompleted).toBe(1);
      expect(nodes['shaky-files']?.out).toBeGreaterThan(40);
    },
    { timeout: 20_000, interval: 1 },
  );
}

describe.each([
  ['compiled', false],
  ['interpreted', true],
])('%s', (_, interpreted) => {
  test('a session that is stopped amid a large file ends cleanly, and the batch comes again whole', async () => {
    pair.crowd('shaky', 1);
    const run = await pair.start({ interpreted });
    await amidTheLargeFile(run);
    await session.stop();
    const { shaky } = snapshotOf(run);
    expect(shaky).toMatchObject({ isActive: false, exception: null, batchesCompleted: 1 });
    expect(shaky.nodes['shaky-files']?.out).toBe(40);

    session = await createSession();
    const next = await session.run(pair.document(), {
      baseDirectory: pair.folder,
      follow: false,
      checkpointDirectory: pair.checkpoint,
    });
    await next.awaitTermination();
    expect(snapshotOf(next).shaky).toMatchObject({ exception: null, batchesCompleted: PAIR_FILES - 1 });
    const users = "select user, rows, total from shaky where user like 'user %' order by user";
    expect((await session.sql(users, 100)).rows).toEqual(tableAfter(PAIR_FILES));
    const crowd = await session.sql("select count(*) from shaky where user not like 'user %'", 1);
    expect(crowd.rows).toEqual([[pair.crowdSize]]);
  }, 60_000);
});

test('rows that meet very many others are stopped amid their batch', async () => {
  pair.crowd('shaky', 0);
  const number = { name: 'n', type: 'bigint' };
  const file = (id: string, fields: readonly object[]) => [
    { id, kind: 'file-source', config: { path: 'shaky/0.json', format: 'json' } },
    { id: `${id}-typed`, kind: 'schema', config: { fields } },
  ];
  const nodes = [
    ...file('left', [{ name: 'user', type: 'string' }, number]),
    ...file('right', [number]),
    { id: 'joined', kind: 'join', config: { type: 'inner', on: 'left.n = right.n' } },
    { id: 'none', kind: 'filter', config: { condition: 'length(user) > 1000' } },
    { id: 'table', kind: 'memory-sink', config: { queryName: 'pairs', outputMode: 'append' } },
  ].map((node, index) => ({ ...node, position: { x: index * 240, y: 0 } }));
  const edges = [
    { source: 'left', target: 'left-typed' },
    { source: 'right', target: 'right-typed' },
    { source: 'left-typed', target: 'joined', targetPort: 'left' },
    { source: 'right-typed', target: 'joined', targetPort: 'right' },
    { source: 'joined', target: 'none' },
    { source: 'none', target: 'table' },
  ];
  const settings = { mode: 'batch', timeZone: 'UTC', memoryLimit: '2 GB' };
  const document = { format: 'millrace.pipeline', version: 1, name: 'pairs', settings, nodes, edges };
  const run = await session.run(document, { baseDirectory: pair.folder, follow: false });
  // All lines of the crowd have the same number: 200,000 × 200,000 pairs would take hours.
  await vi.waitFor(() => expect(run.snapshot().queries[0]?.nodes.joined?.out ?? 0).toBeGreaterThan(0), {
    timeout: 30_000,
    interval: 5,
  });
  await session.stop();
  expect(run.snapshot().queries[0]).toMatchObject({ isActive: false, exception: null, batchesCompleted: 0 });
}, 60_000);
