import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createSession, type Session } from './session.ts';

let session: Session;
let folder: string;
beforeEach(async () => {
  session = await createSession();
  folder = mkdtempSync(join(tmpdir(), 'millrace-files-'));
});
afterEach(async () => {
  await session.stop();
  rmSync(folder, { recursive: true, force: true });
});

const rows = [
  { id: 1, kind: 'a' },
  { id: 2, kind: null },
  { id: 3, kind: 'b/c' },
];

/** Rows that go into files, `path` from the folder of the test. */
function document(mode: 'streaming' | 'batch', path: string, format: string) {
  const config = { path: join(folder, path), format, partitionBy: ['kind'] };
  return {
    format: 'millrace.pipeline',
    version: 1,
    name: 'files',
    settings: { mode, timeZone: 'UTC' },
    nodes: [
      {
        id: 'rows',
        kind: 'rows-source',
        config: {
          fields: [
            { name: 'id', type: 'int' },
            { name: 'kind', type: 'string' },
          ],
          batches: [rows.slice(0, 2), rows.slice(2)],
        },
      },
      { id: 'file-sink-1', kind: 'file-sink', config },
    ].map((node) => ({ ...node, position: { x: 0, y: 0 } })),
    edges: [{ source: 'rows', target: 'file-sink-1' }],
  };
}

async function runToTheEnd(made: unknown, checkpoint = 'checkpoints'): Promise<string | undefined> {
  const checkpointDirectory = join(folder, checkpoint);
  const run = await session.run(made, { baseDirectory: folder, follow: false, checkpointDirectory });
  await run.awaitTermination();
  return run.snapshot().queries[0]?.exception?.code;
}

const ask = async () => (await session.sql('select id, kind from `file-sink-1` order by id', 10)).rows;

test.each([
  ['streaming', 'json'],
  ['streaming', 'csv'],
  ['batch', 'parquet'],
] as const)('what the file sink of a run has written can be asked for in SQL (%s, %s)', async (mode, format) => {
  expect(await runToTheEnd(document(mode, 'out', format))).toBeUndefined();
  expect(session.tables()).toEqual([
    {
      name: 'file-sink-1',
      columns: [
        { name: 'id', type: 'int' },
        { name: 'kind', type: 'string' },
      ],
      rowCount: null,
      batchId: mode === 'batch' ? 0 : 1,
      filesOf: 'file-sink-1',
    },
  ]);
  const all = rows.map(({ id, kind }) => [id, kind]);
  expect(await ask()).toEqual(all);
  expect((await session.sql('show tables', 10)).rows).toEqual([['', 'file-sink-1', true]]);
});

test('the table of an ended run gives way to that of the next', async () => {
  await runToTheEnd(document('streaming', 'one', 'json'), 'checkpoint-one');
  expect(await ask()).toHaveLength(3);
  await runToTheEnd(document('streaming', 'two', 'json'), 'checkpoint-two');
  expect(session.tables()).toHaveLength(1);
  expect(await ask()).toHaveLength(3);
  expect(existsSync(join(folder, 'two', '_spark_metadata', '1'))).toBe(true);
});

test('[EXE-190] a new checkpoint with an old output folder is refused, and the files stay as they are', async () => {
  expect(await runToTheEnd(document('streaming', 'out', 'json'))).toBeUndefined();
  expect(await runToTheEnd(document('streaming', 'out', 'json'), 'another')).toBe('EXE-190');
  expect(await ask()).toHaveLength(3);
});

test('a second start with the same checkpoint goes on', async () => {
  expect(await runToTheEnd(document('streaming', 'out', 'json'))).toBeUndefined();
  expect(await runToTheEnd(document('streaming', 'out', 'json'))).toBeUndefined();
  expect(await ask()).toHaveLength(3);
});
