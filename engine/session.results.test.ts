import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSession, type Session } from './session.ts';

/** Names of one file: so many groups come to a table as columns. */
const NAMES = 6000;

describe('a result of many groups', () => {
  let session: Session;
  let folder: string;
  beforeAll(async () => {
    session = await createSession();
    folder = mkdtempSync(join(tmpdir(), 'millrace-results-'));
    ['a', 'b'].forEach((name, at) => {
      const path = join(folder, `${name}.json`);
      const lines = Array.from({ length: NAMES }, (_, i) => `{"name":"né ${i + at * 1000}","value":${i}}\n`);
      writeFileSync(path, lines.join(''));
      utimesSync(path, 1_700_000_000 + at, 1_700_000_000 + at);
    });
  });
  afterAll(async () => {
    await session.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  const document = (mode: string) => ({
    format: 'millrace.pipeline',
    version: 1,
    name: 'names',
    settings: { mode, timeZone: 'UTC' },
    nodes: [
      { id: 'files', kind: 'file-source', config: { path: folder, format: 'json', maxFilesPerTrigger: 1 } },
      {
        id: 'typed',
        kind: 'schema',
        config: {
          fields: [
            { name: 'name', type: 'string' },
            { name: 'value', type: 'bigint' },
          ],
        },
      },
      {
        id: 'groups',
        kind: 'group-by',
        config: { keys: ['name'], aggregates: [{ function: 'count' }, { function: 'max', expr: 'value', as: 'most' }] },
      },
      { id: 'out', kind: 'memory-sink', config: { queryName: 'names', outputMode: 'complete' } },
    ].map((node) => ({ ...node, position: { x: 0, y: 0 } })),
    edges: [
      ['files', 'typed'],
      ['typed', 'groups'],
      ['groups', 'out'],
    ].map(([source, target]) => ({ source, target })),
  });

  const ask = async (): Promise<unknown[][]> => {
    const all = 'select count(*), sum(count), count(distinct name), min(length(name)) from names';
    const one = "select * from names where name in ('né 0', 'né 1500', 'né 6999') order by name";
    return [...(await session.sql(all, 5)).rows, ...(await session.sql(one, 5)).rows] as unknown[][];
  };
  const ANSWER = [
    [7000, 12_000, 7000, 4],
    ['né 0', 1, 0],
    ['né 1500', 2, 1500],
    ['né 6999', 1, 5999],
  ];

  test.each([
    ['batch', false, 1],
    ['batch', true, 1],
    ['streaming', false, 2],
    ['streaming', true, 2],
  ] as const)('in %s mode, interpreted %s, is there for SQL', async (mode, interpreted, batches) => {
    const counts: number[] = [];
    const options = { baseDirectory: '/', mode, follow: false, interpreted };
    const run = await session.run(document(mode), options, {
      progress: ({ progress }) => counts.push(progress.sink.numOutputRows),
    });
    await run.awaitTermination();
    expect(run.snapshot().queries[0]?.exception).toBeNull();
    expect(counts.slice(0, batches)).toEqual(batches === 1 ? [7000] : [NAMES, 7000]);
    expect(await ask()).toEqual(ANSWER);
    // A table that was read once answers again.
    expect(await ask()).toEqual(ANSWER);
  });

  test.each(['batch', 'streaming'] as const)('in %s mode is told whole to who hears what is put out', async (mode) => {
    const sizes: number[] = [];
    const run = await session.run(
      document(mode),
      { baseDirectory: '/', mode, follow: false },
      {
        emit: ({ rows }) => {
          sizes.push(rows.length);
          expect(rows[0]).toEqual({ name: 'né 0', count: 1, most: 0 });
        },
      },
    );
    await run.awaitTermination();
    expect(sizes).toEqual(mode === 'batch' ? [7000] : [NAMES, 7000]);
    expect(await ask()).toEqual(ANSWER);
  });
});
