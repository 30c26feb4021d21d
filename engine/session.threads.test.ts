/** A session with real worker threads, on a file that is large enough to be shared out. */
import { linkSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StartStageThread } from './execution/parallel/stage-threads.ts';
import { stageThreadStarter } from './platform/testing/start-stage-thread.ts';
import { createSession } from './session.ts';

const LINES = 300_000;
const FILES = 6;
const USERS = 20_011;

let folder: string;
let real: StartStageThread;

beforeAll(() => {
  real = stageThreadStarter();
  folder = mkdtempSync(join(tmpdir(), 'millrace-session-'));
  mkdirSync(join(folder, 'in'));
  const lines = Array.from(
    { length: LINES },
    (_, i) => `{"user":"user ${(i * 7919) % USERS}","x":${(i % 1000) / 7}}\n`,
  );
  const file = join(folder, 'lines');
  writeFileSync(file, lines.join(''));
  // One file under several names: more than a stage reads before threads are started, in one batch.
  for (let copy = 0; copy < FILES; copy++) linkSync(file, join(folder, 'in', `${copy}.json`));
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function documentWith(settings: Readonly<Record<string, unknown>> = {}, more: readonly object[] = []): unknown {
  const fields = [
    { name: 'user', type: 'string' },
    { name: 'x', type: 'double' },
  ];
  const aggregates = [{ function: 'count', as: 'n' }, { function: 'sum', expr: 'x', as: 'total' }, ...more];
  const nodes = [
    { id: 'files', kind: 'file-source', config: { path: 'in', format: 'json' } },
    { id: 'typed', kind: 'schema', config: { fields } },
    { id: 'users', kind: 'group-by', config: { keys: ['user'], aggregates } },
    { id: 'table', kind: 'memory-sink', config: { queryName: 'users', outputMode: 'complete' } },
  ].map((node, index) => ({ ...node, position: { x: index * 240, y: 0 } }));
  const edges = nodes.slice(1).map(({ id }, index) => ({ source: nodes[index]?.id, target: id }));
  const all = { mode: 'batch', timeZone: 'UTC', ...settings };
  return { format: 'millrace.pipeline', version: 1, name: 'users', settings: all, nodes, edges };
}

async function runWith(threads: number, document: unknown) {
  let started = 0;
  const session = await createSession({
    threads,
    startStageThread: (options) => {
      started++;
      return real(options);
    },
  });
  try {
    const run = await session.run(document, { baseDirectory: folder, follow: false });
    await run.awaitTermination();
    const [query] = run.snapshot().queries;
    const { rows } = await session.sql('select user, n, total from users', 200_000);
    return { started, rows, exception: query?.exception ?? null, read: query?.nodes.files?.out };
  } finally {
    await session.stop();
  }
}

test('rows, their order and the bits of their sums do not depend on the number of threads', async () => {
  const one = await runWith(1, documentWith());
  expect(one).toMatchObject({ started: 0, exception: null, read: LINES * FILES });
  expect(one.rows).toHaveLength(USERS);
  const three = await runWith(3, documentWith());
  expect(three.started).toBe(3);
  expect(three.rows).toEqual(one.rows);
}, 60_000);

test('a memory limit that the workers break ends the query with its own error', async () => {
  const { exception } = await runWith(
    2,
    documentWith({ memoryLimit: '16 MB' }, [{ function: 'collect_list', expr: 'user' }]),
  );
  expect(exception).toMatchObject({ code: 'EXE-129' });
}, 60_000);

test('a number of threads that is none is a mistake of the host', async () => {
  await expect(createSession({ threads: 0 })).rejects.toThrow('threads');
  await expect(createSession({ threads: 1.5 })).rejects.toThrow('threads');
});
