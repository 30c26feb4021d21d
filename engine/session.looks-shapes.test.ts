import { mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { createSession, type Session } from './session.ts';
import type { PeekedRows, RunOptions } from './session-shapes.ts';
import { breakpointOn, traceOf } from './testing/looked-at-run.ts';

const ROWS = 40;
const BATCHES = 2;

/** Rows of a file: numbers that go on from file to file, and a note that no query reads. */
const linesOf = (file: number) =>
  Array.from({ length: ROWS }, (_, at) =>
    JSON.stringify({ n: file * ROWS + at, k: `k${at % 4}`, note: `note ${file}.${at}` }),
  );

const file = (id: string, path: string) => ({
  id,
  kind: 'file-source',
  config: { path, format: 'json', maxFilesPerTrigger: 1 },
});
const typed = (id: string, config: object = {}) => ({
  id,
  kind: 'schema',
  config: {
    fields: [
      { name: 'n', type: 'bigint' },
      { name: 'k', type: 'string' },
      { name: 'note', type: 'string' },
    ],
    ...config,
  },
});
const odd = (id: string) => ({ id, kind: 'filter', config: { condition: 'n % 2 = 1' } });
const chosen = (id: string) => ({ id, kind: 'select', config: { columns: [{ expr: 'n' }, { expr: 'k' }] } });
const table = (queryName: string, id = 'table') => ({
  id,
  kind: 'memory-sink',
  config: { queryName, outputMode: 'append' },
});

function documentOf(nodes: readonly { id: string; kind: string; config: object }[], edges: readonly string[]) {
  return {
    format: 'millrace.pipeline',
    version: 1,
    name: 'shapes',
    settings: { mode: 'streaming', timeZone: 'UTC' },
    nodes: nodes.map((node, index) => ({ ...node, position: { x: index * 240, y: 0 } })),
    edges: edges.map((edge) => {
      const [source = '', target = '', targetPort] = edge.split(' ');
      return { source, target, ...(targetPort === undefined ? {} : { targetPort }) };
    }),
  };
}

describe('looking at rows of other shapes of queries', () => {
  let session: Session;
  let folder: string;
  let options: RunOptions;
  beforeAll(async () => {
    session = await createSession();
    folder = mkdtempSync(join(tmpdir(), 'millrace-shapes-'));
    for (const [place, ending] of [
      ['in', 'json'],
      ['packed', 'json.gz'],
      ['odd', 'json'],
      ['changed', 'json'],
    ] as const) {
      mkdirSync(join(folder, place));
      for (let at = 0; at < BATCHES; at++) {
        const lines = linesOf(at);
        if (place === 'odd') lines.splice(5, 0, '{"n": "seven", "k": "k0"}', '{"n": 3');
        const text = `${lines.join('\n')}\n`;
        const path = join(folder, place, `${at}.${ending}`);
        writeFileSync(path, place === 'packed' ? gzipSync(text) : text);
        utimesSync(path, 1_700_000_000 + at, 1_700_000_000 + at);
      }
    }
    options = { baseDirectory: folder, follow: false, isPeekable: true };
  });
  afterAll(async () => {
    await session.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const hitsOf = (pauses: readonly { hits: readonly { breakpointId: string; rows: number }[] }[]) =>
    pauses.map(({ hits }) => Object.fromEntries(hits.map(({ breakpointId, rows }) => [breakpointId, rows])));

  describe.each([
    ['compiled', false],
    ['interpreted', true],
  ])('%s', (_, interpreted) => {
    test('both ways into a union, and out of it', async () => {
      const document = documentOf(
        [
          file('events', 'in'),
          typed('typed'),
          odd('a'),
          chosen('b1'),
          chosen('b2'),
          { id: 'all', kind: 'union', config: {} },
          table('all'),
        ],
        ['events typed', 'typed a', 'a b1', 'typed b2', 'b1 all', 'b2 all', 'all table'],
      );
      const breakpoints = [
        breakpointOn('b1', 'all', "k = 'k1'"),
        breakpointOn('b2', 'all', "k = 'k1'"),
        breakpointOn('typed', 'b2', "note like '%.1'"),
        breakpointOn('all', 'table', "k = 'k1'"),
      ];
      const { pauses, end } = await traceOf(session, document, { ...options, interpreted, breakpoints });
      expect(end.exception).toBeNull();
      const each = { 'b1→all': 10, 'b2→all': 10, 'typed→b2': 1, 'all→table': 20 };
      expect(hitsOf(pauses)).toEqual([each, each]);
    });

    test('both sides of a join with itself', async () => {
      const document = documentOf(
        [
          file('events', 'in'),
          typed('typed'),
          odd('a'),
          { id: 'joined', kind: 'join', config: { type: 'inner', on: 'left.n = right.n' } },
          { id: 'out', kind: 'select', config: { columns: [{ expr: 'left.n', as: 'n' }] } },
          table('joined'),
        ],
        ['events typed', 'typed a', 'a joined left', 'typed joined right', 'joined out', 'out table'],
      );
      const breakpoints = [
        breakpointOn('a', 'joined', 'n < 50', { targetPort: 'left' }),
        breakpointOn('typed', 'joined', 'n < 50', { targetPort: 'right' }),
        breakpointOn('joined', 'out', 'left.n < 50'),
      ];
      const { pauses, end } = await traceOf(session, document, { ...options, interpreted, breakpoints });
      expect(end.exception).toBeNull();
      expect(hitsOf(pauses)).toEqual([
        { 'a→joined': 20, 'typed→joined': 40, 'joined→out': 20 },
        { 'a→joined': 5, 'typed→joined': 10, 'joined→out': 5 },
      ]);
    });

    test.each(['DROPMALFORMED', 'PERMISSIVE'])(
      'records that do not fit, %s: as many rows as the query saw',
      async (mode) => {
        const document = documentOf(
          [file('events', 'odd'), typed('typed', { mode }), chosen('chosen'), table(`odd_${mode}`)],
          ['events typed', 'typed chosen', 'chosen table'],
        );
        const breakpoints = [breakpointOn('typed', 'chosen'), breakpointOn('chosen', 'table')];
        const { pauses, end } = await traceOf(session, document, { ...options, interpreted, breakpoints });
        expect(end.exception).toBeNull();
        const rows = end.nodes.table?.in ?? 0;
        expect(rows).toBeGreaterThanOrEqual(ROWS * BATCHES);
        const each = { 'typed→chosen': rows / BATCHES, 'chosen→table': rows / BATCHES };
        expect(hitsOf(pauses)).toEqual([each, each]);
      },
    );

    test('packed files', async () => {
      const document = documentOf(
        [file('events', 'packed'), typed('typed'), chosen('chosen'), table('packed')],
        ['events typed', 'typed chosen', 'chosen table'],
      );
      const breakpoints = [breakpointOn('typed', 'chosen', "note = 'note 1.7'")];
      let seen: PeekedRows | null = null;
      const { pauses } = await traceOf(session, document, { ...options, interpreted, breakpoints }, async (run) => {
        seen = await run.peek({ nodeId: 'typed', limit: 2 });
        run.resume();
      });
      expect(hitsOf(pauses)).toEqual([{ 'typed→chosen': 1 }]);
      expect((seen as PeekedRows | null)?.rows).toEqual([
        [78, 'k2', 'note 1.38'],
        [79, 'k3', 'note 1.39'],
      ]);
    });
  });

  test('groups that leave as columns, since they are so many, are looked at one by one', async () => {
    const folderOfMany = join(folder, 'many');
    mkdirSync(folderOfMany);
    const lines = Array.from({ length: 6000 }, (_, n) => JSON.stringify({ n, k: 'k', note: '' }));
    writeFileSync(join(folderOfMany, 'a.json'), `${lines.join('\n')}\n`);
    const groups = {
      id: 'groups',
      kind: 'group-by',
      config: { keys: ['n'], aggregates: [{ function: 'count', as: 'c' }] },
    };
    const sink = { ...table('many'), config: { queryName: 'many', outputMode: 'complete' } };
    const document = documentOf(
      [file('events', 'many'), typed('typed'), groups, sink],
      ['events typed', 'typed groups', 'groups table'],
    );
    const breakpoints = [breakpointOn('groups', 'table', 'n % 1000 = 7')];
    let seen: PeekedRows | null = null;
    const { pauses } = await traceOf(session, document, { ...options, breakpoints }, async (run) => {
      seen = await run.peek({ breakpointId: 'groups→table', limit: 10 });
      run.resume();
    });
    expect(hitsOf(pauses)).toEqual([{ 'groups→table': 6 }]);
    expect((seen as PeekedRows | null)?.rows.map(([n]) => Number(n) % 1000)).toEqual([7, 7, 7, 7, 7, 7]);
    const kept = await session.sql('select count(*) from many', 1);
    expect(kept.rows).toEqual([[6000]]);
  });

  test('a file that was replaced by a shorter one since ends in rows or in an error of the user’s, never in another', async () => {
    const document = documentOf(
      [file('events', 'changed'), typed('typed'), chosen('chosen'), table('changed')],
      ['events typed', 'typed chosen', 'chosen table'],
    );
    const run = await session.run(document, options);
    await run.awaitTermination();
    const path = join(folder, 'changed', '1.json');
    const before = readFileSync(path);
    for (const content of [
      before.subarray(0, 100),
      Buffer.alloc(0),
      Buffer.concat([before, before]),
      Buffer.alloc(5000),
    ]) {
      writeFileSync(path, content);
      const seen = await run.peek({ nodeId: 'typed', limit: 1000 }).catch((error: unknown) => error);
      if (seen instanceof Error) expect(seen).toMatchObject({ code: expect.stringMatching(/^SRC-/) });
      else expect((seen as PeekedRows).rows.length).toBeLessThanOrEqual(1000);
    }
  });

  test('of two queries one fails while the other waits: it can still be stepped to its end', async () => {
    const failing = {
      id: 'fails',
      kind: 'select',
      config: { columns: [{ expr: 'raise_error(k)', as: 'x' }] },
    };
    const document = documentOf(
      [file('events', 'in'), typed('typed'), chosen('chosen'), failing, table('sound'), table('failed', 'other')],
      ['events typed', 'typed chosen', 'chosen table', 'typed fails', 'fails other'],
    );
    const run = await session.run(document, { ...options, startPaused: true });
    const waiting = () => run.snapshot().queries.filter(({ pause }) => pause !== null).length;
    await vi.waitFor(() => expect(waiting()).toBe(2), { timeout: 10_000 });
    run.step();
    await vi.waitFor(
      () => {
        const [sound, failed] = run.snapshot().queries;
        expect([sound?.batchesCompleted, sound?.pause?.reason, failed?.isActive]).toEqual([1, 'asked', false]);
      },
      { timeout: 10_000 },
    );
    expect(run.snapshot().queries[1]).toMatchObject({ pause: null, batchesCompleted: 0 });
    expect(run.snapshot().queries[1]?.exception).not.toBeNull();
    run.resume();
    await run.awaitTermination();
    expect(run.snapshot().queries[0]).toMatchObject({ batchesCompleted: BATCHES, exception: null, pause: null });
  });
});
