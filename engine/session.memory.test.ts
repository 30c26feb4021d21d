import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSession, type Session } from './session.ts';

/** Keys of one file: so many groups take more than 16 MB, the least limit there is. */
const MANY = 260_000;

describe('the memory limit of a query', () => {
  let session: Session;
  let folder: string;
  beforeAll(async () => {
    session = await createSession();
    folder = mkdtempSync(join(tmpdir(), 'millrace-memory-'));
    const lines = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, i) => `{"key":"customer number ${from + i}","value":${i}}\n`).join('');
    ['a', 'b'].forEach((name, at) => {
      const path = join(folder, `${name}.json`);
      writeFileSync(path, at === 0 ? lines(0, 50) : lines(25, MANY));
      utimesSync(path, 1_700_000_000 + at, 1_700_000_000 + at);
    });
  });
  afterAll(async () => {
    await session.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Counts by key, and the number of rows beside it. */
  const document = (memoryLimit: string | undefined, mode = 'streaming') => ({
    format: 'millrace.pipeline',
    version: 1,
    name: 'keys',
    settings: { mode, timeZone: 'UTC', ...(memoryLimit === undefined ? {} : { memoryLimit }) },
    nodes: [
      { id: 'files', kind: 'file-source', config: { path: folder, format: 'json', maxFilesPerTrigger: 1 } },
      {
        id: 'typed',
        kind: 'schema',
        config: {
          fields: [
            { name: 'key', type: 'string' },
            { name: 'value', type: 'bigint' },
          ],
        },
      },
      {
        id: 'keys',
        kind: 'group-by',
        config: { keys: ['key'], aggregates: [{ function: 'count' }, { function: 'sum', expr: 'value' }] },
      },
      { id: 'out', kind: 'memory-sink', config: { queryName: 'by_key', outputMode: 'complete' } },
      { id: 'all', kind: 'group-by', config: { keys: [], aggregates: [{ function: 'count', as: 'n' }] } },
      { id: 'small', kind: 'memory-sink', config: { queryName: 'all_rows', outputMode: 'complete' } },
    ].map((node) => ({ ...node, position: { x: 0, y: 0 } })),
    edges: [
      ['files', 'typed'],
      ['typed', 'keys'],
      ['keys', 'out'],
      ['typed', 'all'],
      ['all', 'small'],
    ].map(([source, target]) => ({ source, target })),
  });

  test.each([
    ['compiled', false],
    ['interpreted', true],
  ])(
    'ends a query that groups by too many keys, and no other: %s',
    async (name, interpreted) => {
      const options = {
        baseDirectory: folder,
        follow: false,
        interpreted,
        checkpointDirectory: join(folder, `kept-${name}`),
      };
      const first = await session.run(document('20 MB'), options);
      await first.awaitTermination();
      const [byKey, all] = first.snapshot().queries;
      expect(byKey?.exception).toMatchObject({
        code: 'EXE-129',
        params: { node: 'keys', limit: '20 MB' },
        at: { nodeId: 'keys' },
      });
      expect(byKey?.lastProgress).toMatchObject({ batchId: 0, stateOperators: [{ numRowsTotal: 50 }] });
      expect(all?.exception).toBeNull();
      expect((await session.sql('select n from all_rows', 10)).rows).toEqual([[MANY + 25]]);

      const second = await session.run(document(undefined), options);
      await second.awaitTermination();
      expect(second.snapshot().queries.map(({ exception }) => exception)).toEqual([null, null]);
      const { rows } = await session.sql('select count(*), sum(`count`) from by_key', 10);
      expect(rows).toEqual([[MANY, MANY + 25]]);
      const [after] = second.snapshot().queries;
      expect(after?.lastProgress?.stateOperators[0]?.memoryUsedBytes).toBeGreaterThan(16 * 1024 ** 2);
    },
    120_000,
  );

  test('holds for the one batch of batch mode', async () => {
    const running = await session.run(document('16 MB', 'batch'), { baseDirectory: folder, follow: false });
    await running.awaitTermination();
    expect(running.snapshot().queries.map(({ exception }) => exception?.code)).toEqual(['EXE-129', undefined]);
  }, 60_000);
});
