import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSession, type Run, type Session } from './session.ts';
import type { PeekedRows, RunOptions } from './session-shapes.ts';
import { type Event, eventsOf, firstOfUsers, LookedAtFiles, windowCounts } from './testing/looked-at-run.ts';

const FILES = 4;
const ROWS = 50;

describe('looking at the last rows', () => {
  let session: Session;
  let files: LookedAtFiles;
  let options: RunOptions;
  beforeAll(async () => {
    session = await createSession();
    files = new LookedAtFiles(FILES, ROWS);
    options = { baseDirectory: files.folder, follow: false, isPeekable: true };
  });
  afterAll(async () => {
    await session.stop();
    files.remove();
  });

  async function ran(document: unknown, more: Partial<RunOptions> = {}): Promise<Run> {
    const run = await session.run(document, { ...options, ...more });
    await run.awaitTermination();
    expect(run.snapshot().queries[0]?.exception).toBeNull();
    return run;
  }
  const rowOf = ({ time, user, action, n, note }: Event) => [time.replace('.000Z', 'Z'), user, action, n, note];
  const last = eventsOf(FILES - 1, ROWS);
  const names = (peeked: PeekedRows | null) => peeked?.columns.map(({ name }) => name);

  describe.each([
    ['compiled', false],
    ['interpreted', true],
  ])('%s', (_, interpreted) => {
    test('inside what is fused: all columns of the last rows, the last one last', async () => {
      const run = await ran(windowCounts(), { interpreted });
      // The batches after the last file clean up and have no rows.
      const typed = await run.peek({ nodeId: 'typed', limit: 3 });
      expect(typed).toMatchObject({
        nodeId: 'typed',
        sinkNodeId: 'table',
        batchId: FILES - 1,
        total: ROWS + 2,
        late: null,
      });
      expect(typed?.rows).toEqual(last.slice(-3).map(rowOf));
      expect(typed?.columns).toEqual([
        { name: 'time', type: 'timestamp', nullable: true },
        { name: 'user', type: 'string', nullable: true },
        { name: 'action', type: 'string', nullable: true },
        { name: 'n', type: 'bigint', nullable: true },
        { name: 'note', type: 'string', nullable: true },
      ]);
      const some = last.filter(({ action }) => action !== 'Move');
      const windows = await run.peek({ nodeId: 'windows', limit: 1000 });
      expect(windows?.total).toBe(some.length);
      expect(windows?.rows.map((row) => row.slice(0, 5))).toEqual(some.map(rowOf));
      expect(names(windows)).toEqual(['time', 'user', 'action', 'n', 'note', 'window']);
      const lateMs = Date.UTC(2026, 0, 5, 10, (FILES - 3) * 10 + 9 - 5);
      const isPast = ({ time }: Event) => Math.floor(Date.parse(time) / 600_000) * 600_000 + 600_000 <= lateMs;
      expect(windows?.late).toEqual(some.map(isPast));
      expect(windows?.late).toContain(true);
    });

    test('what a record that does not fit became is seen as the query saw it', async () => {
      const run = await ran(windowCounts(), { interpreted });
      const typed = await run.peek({ nodeId: 'typed', limit: 1000 });
      expect(typed?.rows.slice(2, 6)).toEqual([
        ...last.slice(2, 3).map(rowOf),
        [null, null, null, null, null],
        ['2026-01-05T10:00:30Z', null, null, 1, '7'],
        ...last.slice(3, 4).map(rowOf),
      ]);
    });

    test('groups, and what the sink was handed', async () => {
      const run = await ran(windowCounts('complete'), { interpreted });
      const groups = await run.peek({ nodeId: 'groups', limit: 1000 });
      expect(names(groups)).toEqual(['window', 'action', 'rows', 'total']);
      expect(groups?.rows.length).toBe(groups?.total);
      const sink = await run.peek({ nodeId: 'table', limit: 1000 });
      expect(sink).toEqual({ ...groups, nodeId: 'table' });
      const all = await session.sql('select count(*), sum(rows) from counts', 1);
      const rows = groups?.rows.reduce((sum, row) => sum + Number(row[2]), 0);
      expect(all.rows).toEqual([[groups?.rows.length, rows]]);
    });

    test('the records of a source, as they stand in its files', async () => {
      const run = await ran(windowCounts(), { interpreted });
      expect(await run.peek({ nodeId: 'events', limit: 2 })).toMatchObject({
        nodeId: 'events',
        batchId: FILES - 1,
        columns: [{ name: 'value', type: 'string', nullable: true }],
        rows: last.slice(-2).map((event) => [JSON.stringify(event)]),
        late: null,
        total: ROWS + 2,
      });
    });

    test('behind what keeps rows only what they hold', async () => {
      const run = await ran(firstOfUsers(), { interpreted });
      const first = await run.peek({ nodeId: 'first', limit: 5 });
      expect(names(first)).toEqual(['time', 'user', 'n']);
      expect(names(await run.peek({ nodeId: 'marked', limit: 5 }))).toEqual(['time', 'user', 'action', 'n', 'note']);
      expect((await run.peek({ nodeId: 'chosen', limit: 5 }))?.rows).toEqual(first?.rows);
    });
  });

  test('where there is nothing: no node, no breakpoint, not peekable, another sink, no batch yet', async () => {
    const run = await ran(windowCounts());
    for (const request of [{ nodeId: 'no' }, { breakpointId: 'no' }, {}, { nodeId: 'typed', sinkNodeId: 'no' }]) {
      expect(await run.peek({ ...request, limit: 1 })).toBeNull();
    }
    const closed = await ran(windowCounts(), { isPeekable: false });
    expect(await closed.peek({ nodeId: 'typed', limit: 1 })).toBeNull();
    const waiting = await session.run(windowCounts(), { ...options, startPaused: true });
    for (const nodeId of ['events', 'typed', 'groups', 'table']) {
      expect(await waiting.peek({ nodeId, limit: 1 })).toMatchObject({ batchId: null, rows: [], total: 0 });
    }
    await waiting.stop();
  });

  test('a batch that gave a node no rows does not count', async () => {
    const document = windowCounts();
    const only = document.nodes.map((node) =>
      node.id === 'some' ? { ...node, config: { condition: `n = ${ROWS + 1}` } } : node,
    );
    const run = await ran({ ...document, nodes: only });
    expect(await run.peek({ nodeId: 'some', limit: 5 })).toMatchObject({
      batchId: 1,
      rows: [rowOf(eventsOf(1, ROWS)[1] as Event)],
      total: 1,
    });
    expect(await run.peek({ nodeId: 'typed', limit: 1 })).toMatchObject({ batchId: FILES - 1 });
  });

  test('a long file is read from its end, as far as needed', async () => {
    const long = new LookedAtFiles(1, 20_000);
    try {
      const run = await ran(windowCounts(), { baseDirectory: long.folder });
      const rows = eventsOf(0, 20_000);
      expect((await run.peek({ nodeId: 'typed', limit: 1000 }))?.rows).toEqual(rows.slice(-1000).map(rowOf));
      const document = windowCounts();
      const far = document.nodes.map((node) =>
        node.id === 'some' ? { ...node, config: { condition: 'n = 12' } } : node,
      );
      const one = await ran({ ...document, nodes: far }, { baseDirectory: long.folder });
      expect((await one.peek({ nodeId: 'marked', limit: 10 }))?.rows).toEqual(rows.slice(12, 13).map(rowOf));
      const abort = new AbortController();
      const looking = one.peek({ nodeId: 'marked', limit: 10 }, abort.signal);
      abort.abort();
      await expect(looking).rejects.toMatchObject({ name: 'CancelledError' });
    } finally {
      long.remove();
    }
  });

  test('while the next batch runs, and of many at once', async () => {
    const looks: Promise<PeekedRows | null>[] = [];
    const run = await session.run(windowCounts('complete'), options, {
      progress: () => {
        for (const nodeId of ['events', 'typed', 'windows', 'groups']) looks.push(run.peek({ nodeId, limit: 7 }));
      },
    });
    await run.awaitTermination();
    for (const rows of await Promise.all(looks)) expect(rows?.rows.length).toBeGreaterThan(0);
    expect(run.snapshot().queries[0]?.exception).toBeNull();
  });

  test('files that have gone are told', async () => {
    const gone = new LookedAtFiles(1, 5);
    try {
      const run = await ran(windowCounts(), { baseDirectory: gone.folder });
      rmSync(join(gone.folder, 'in', '000.json'));
      await expect(run.peek({ nodeId: 'typed', limit: 5 })).rejects.toMatchObject({ code: 'SRC-004' });
      expect(await run.peek({ nodeId: 'groups', limit: 5 })).toMatchObject({ batchId: 0 });
    } finally {
      gone.remove();
    }
  });
});
