import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { Diagnostic } from './base/errors/diagnostic.ts';
import { createSession, type RunOptions, type Session } from './session.ts';

describe('checkpoints of a session', () => {
  let session: Session;
  let folder: string;
  beforeAll(async () => {
    session = await createSession({ threads: 1 });
  });
  afterAll(() => session.stop());
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'millrace-session-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  const optionsIn = (more: Partial<RunOptions> = {}): RunOptions => ({
    baseDirectory: folder,
    follow: false,
    checkpointDirectory: join(folder, 'checkpoints'),
    ...more,
  });

  async function run(document: unknown, more: Partial<RunOptions> = {}) {
    const found: Diagnostic[] = [];
    const running = await session.run(document, optionsIn(more), { found: (finding) => found.push(finding) });
    await running.awaitTermination();
    return { found, queries: running.snapshot().queries };
  }

  const statusOf = async (document: unknown) => (await session.checkpoints(document, optionsIn()))[0];
  const values = async (table: string) => (await session.sql(`select * from ${table} order by 1`, 100)).rows;

  test('a checkpoint from none to resumable, and afresh', async () => {
    const document = counting(6);
    const path = join(folder, 'checkpoints', 'counts');
    const none = { status: 'none', lastBatchId: null, watermarkMs: null, savedAtMs: null, findings: [] };
    expect(await statusOf(document)).toEqual({ query: 'counts', sinkNodeId: 'sink', folder: path, ...none });
    expect(existsSync(path)).toBe(false);
    const before = Date.now();
    expect((await run(document, { maxBatches: 2 })).queries[0]?.exception).toBe(null);
    const status = await statusOf(document);
    expect(status).toMatchObject({ status: 'resumable', lastBatchId: 1, watermarkMs: null, findings: [] });
    expect(status?.savedAtMs).toBeGreaterThanOrEqual(Math.floor(before / 1000) * 1000);
    expect((await run(document, { startAfresh: true, maxBatches: 1 })).queries[0]).toMatchObject({
      exception: null,
      lastProgress: { batchId: 0 },
    });
    expect(await values('counts')).toEqual([[0, 1]]);
    const [now, aside] = readdirSync(join(folder, 'checkpoints')).sort();
    expect([now, aside]).toEqual(['counts', expect.stringMatching(/^counts\.\d{8}-\d{6}$/)]);
    expect(readdirSync(join(folder, 'checkpoints', aside ?? ''))).toEqual(
      expect.arrayContaining(['metadata', 'offsets']),
    );
    expect(readdirSync(join(folder, 'checkpoints', aside ?? ''))).not.toContain('lock');
    await run(document, { startAfresh: true, maxBatches: 1 });
    await run(document, { startAfresh: true, maxBatches: 1 });
    expect(readdirSync(join(folder, 'checkpoints')).length).toBe(4);
  });

  test('[CP-5] a table in complete mode shows what it was before with the first batch after a resume', async () => {
    const document = counting(4);
    await run(document, { maxBatches: 3 });
    await run(document);
    expect(await values('counts')).toEqual([
      [0, 2],
      [1, 2],
    ]);
  });

  test('[CP-5] a table that cannot go on says so before it is started', async () => {
    const document = appending(3);
    await run(document, { maxBatches: 1 });
    expect(await statusOf(document)).toMatchObject({
      status: 'other-query',
      lastBatchId: 0,
      findings: [{ code: 'EXE-108' }],
    });
    expect((await run(document, { startAfresh: true })).queries[0]?.exception).toBe(null);
    expect(await values('rows')).toEqual([[0], [1], [2]]);
  });

  test('of a query that has changed too much is told apart', async () => {
    await run(counting(4), { maxBatches: 2 });
    const changed = counting(4, 'value % 3');
    const [finding] = (await statusOf(changed))?.findings ?? [];
    expect(finding?.code).toMatch(/^EXE-18\d$/);
    expect((await statusOf(changed))?.status).toBe('other-query');
    expect((await run(changed)).queries[0]?.exception?.code).toBe(finding?.code);
  });

  test.each(['metadata', 'offsets/1', 'commits/1', 'query'])('of which %s is damaged is told apart', async (file) => {
    await run(counting(4), { maxBatches: 2 });
    writeFileSync(join(folder, 'checkpoints/counts', file), '');
    expect(await statusOf(counting(4))).toMatchObject({
      status: 'damaged',
      findings: [{ code: 'EXE-106', params: { file } }],
    });
  });

  test('in use: seen, refused to another session, and not set aside', async () => {
    const document = counting(2);
    const other = await createSession({ threads: 1 });
    const running = await session.run(document, optionsIn({ follow: true }));
    try {
      await expect.poll(() => running.snapshot().queries[0]?.batchesCompleted).toBe(2);
      expect(await statusOf(document)).toMatchObject({
        status: 'in-use',
        lastBatchId: 1,
        findings: [{ code: 'EXE-150' }],
      });
      const second = await other.run(document, optionsIn());
      await second.awaitTermination();
      expect(second.snapshot().queries[0]?.exception).toMatchObject({ code: 'EXE-150', params: { pid: process.pid } });
      await expect(other.run(document, optionsIn({ startAfresh: true }))).rejects.toMatchObject({ code: 'EXE-150' });
      expect(readdirSync(join(folder, 'checkpoints'))).toEqual(['counts']);
    } finally {
      await running.stop();
      await other.stop();
    }
    expect((await statusOf(document))?.status).toBe('resumable');
  });

  test('two queries in one folder are refused before anything is written', async () => {
    const both = (location: string) => twoSinks({ checkpointLocation: 'here' }, { checkpointLocation: location });
    const analysis = session.analyze(both('./here/'), folder);
    expect(analysis.diagnostics.filter(({ code }) => code === 'EXE-160').map(({ at }) => at)).toEqual([
      { nodeId: 'sink', setting: 'checkpointLocation' },
      { nodeId: 'second', setting: 'checkpointLocation' },
    ]);
    await expect(session.run(both('here'), optionsIn())).rejects.toMatchObject({ code: 'EXE-103' });
    const shared = twoSinks({ checkpointLocation: 'checkpoints/second' }, {});
    await expect(session.run(shared, optionsIn())).rejects.toMatchObject({
      code: 'EXE-160',
      params: { path: join(folder, 'checkpoints/second'), nodes: ['sink', 'second'] },
    });
    expect(existsSync(join(folder, 'checkpoints'))).toBe(false);
    expect(session.analyze(both('there'), folder).diagnostics).toEqual([]);
  });

  test('a query whose checkpoint cannot be written fails, the others go on', async () => {
    writeFileSync(join(folder, 'a-file'), '');
    const { queries } = await run(twoSinks({ checkpointLocation: 'a-file/here' }, {}));
    expect(queries.map(({ query, exception, batchesCompleted }) => [query, exception?.code, batchesCompleted])).toEqual(
      [
        ['first', 'EXE-105', 0],
        ['second', undefined, 2],
      ],
    );
  });

  test('a folder that may not be written is named, with what to do', async () => {
    mkdirSync(join(folder, 'locked'));
    chmodSync(join(folder, 'locked'), 0o500);
    // The system's own folder refuses even its administrator.
    const locked = process.getuid?.() === 0 ? '/sys' : join(folder, 'locked');
    const { queries } = await run(counting(2), { checkpointDirectory: locked });
    expect(queries[0]?.exception).toMatchObject({ code: 'EXE-157', params: { path: join(locked, 'counts') } });
  });

  test('a fresh start sets the output of a file sink aside, and a folder that no query has written stays', async () => {
    mkdirSync(join(folder, 'out'));
    const document = writing(3);
    await run(document);
    const outputs = () =>
      readdirSync(folder)
        .filter((name) => name.startsWith('out'))
        .sort();
    expect((await run(document, { startAfresh: true, maxBatches: 1 })).queries[0]).toMatchObject({
      exception: null,
      lastProgress: { batchId: 0 },
    });
    expect(outputs()).toEqual(['out', expect.stringMatching(/^out\.\d{8}-\d{6}$/)]);
    rmSync(join(folder, 'out'), { recursive: true });
    rmSync(join(folder, 'checkpoints'), { recursive: true });
    mkdirSync(join(folder, 'out'));
    mkdirSync(join(folder, 'checkpoints/sink'), { recursive: true });
    writeFileSync(join(folder, 'checkpoints/sink/mine.txt'), 'mine');
    await run(document, { startAfresh: true });
    expect(outputs().length).toBe(2);
    expect(readdirSync(join(folder, 'checkpoints'))).toEqual(['sink']);
    expect(existsSync(join(folder, 'checkpoints/sink/mine.txt'))).toBe(true);
  });

  test('a folder that cannot be renamed is named', async () => {
    const document = writing(1, `${'n'.repeat(250)}`);
    await run(document);
    await expect(session.run(document, optionsIn({ startAfresh: true }))).rejects.toMatchObject({
      code: 'EXE-161',
      params: { path: join(folder, 'n'.repeat(250)) },
    });
  });

  test('a name of a query that means another place does not lead there', async () => {
    const { queries } = await run(appending(1, '../../outside'));
    expect(queries[0]?.exception).toBe(null);
    expect(readdirSync(join(folder, 'checkpoints'))).toEqual([expect.stringMatching(/^[\w-]+$/)]);
  });

  test('a query without a checkpoint has no status, nor has one in batch mode', async () => {
    const [status] = await session.checkpoints(counting(1), { baseDirectory: folder });
    expect(status).toMatchObject({ folder: null, status: 'none' });
    expect((await session.checkpoints(counting(1), optionsIn({ mode: 'batch' })))[0]?.folder).toBe(null);
    await expect(session.checkpoints({}, optionsIn())).rejects.toMatchObject({ code: 'EXE-103' });
  });
});

const fields = [{ name: 'value', type: 'int' }];
const rowsSource = (batches: number) => ({
  id: 'rows',
  kind: 'rows-source',
  config: { fields, batches: Array.from({ length: batches }, (_, value) => [{ value }]) },
});

function documentOf(nodes: readonly Record<string, unknown>[], edges: readonly (readonly [string, string])[]): unknown {
  return {
    format: 'millrace.pipeline',
    version: 1,
    name: 'test',
    settings: { mode: 'streaming', timeZone: 'UTC' },
    nodes: nodes.map((node, index) => ({ position: { x: index * 240, y: 0 }, ...node })),
    edges: edges.map(([source, target]) => ({ source, target })),
  };
}

/** Rows 0, 1 … one a batch, counted by `key`. */
function counting(batches: number, key = 'value % 2'): unknown {
  const sink = { id: 'sink', kind: 'memory-sink', config: { queryName: 'counts', outputMode: 'complete' } };
  const group = {
    id: 'group',
    kind: 'group-by',
    config: { keys: [{ expr: key, as: 'key' }], aggregates: [{ function: 'count' }] },
  };
  return documentOf(
    [rowsSource(batches), group, sink],
    [
      ['rows', 'group'],
      ['group', 'sink'],
    ],
  );
}

function appending(batches: number, queryName = 'rows'): unknown {
  const sink = { id: 'sink', kind: 'memory-sink', config: { queryName, outputMode: 'append' } };
  return documentOf([rowsSource(batches), sink], [['rows', 'sink']]);
}

function writing(batches: number, path = 'out'): unknown {
  const sink = { id: 'sink', kind: 'file-sink', config: { path, format: 'json' } };
  return documentOf([rowsSource(batches), sink], [['rows', 'sink']]);
}

function twoSinks(first: Record<string, unknown>, second: Record<string, unknown>): unknown {
  const sink = (id: string, queryName: string, config: Record<string, unknown>) => ({
    id,
    kind: 'memory-sink',
    config: { queryName, outputMode: 'append', ...config },
  });
  return documentOf(
    [rowsSource(2), sink('sink', 'first', first), sink('second', 'second', second)],
    [
      ['rows', 'sink'],
      ['rows', 'second'],
    ],
  );
}
