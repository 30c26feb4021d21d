/** Worker threads that die while a query of a session with a checkpoint is at work. */
import { linkSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { StageWorker, StartStageThread } from './execution/parallel/stage-threads.ts';
import { stageThreadStarter } from './platform/testing/start-stage-thread.ts';
import { createSession } from './session.ts';

const LINES = 300_000;
const FILES = 12;
const USERS = 1009;

let folder: string;
let real: StartStageThread;

beforeAll(() => {
  real = stageThreadStarter();
  folder = mkdtempSync(join(tmpdir(), 'millrace-workers-'));
  for (const name of ['large', 'small']) mkdirSync(join(folder, name));
  const lines = Array.from({ length: LINES }, (_, i) => `{"user":"user ${(i * 7919) % USERS}","n":${i % 1000}}\n`);
  const file = join(folder, 'lines');
  writeFileSync(file, lines.join(''));
  // More than a stage reads before threads are started, in one batch.
  for (let copy = 0; copy < FILES; copy++) linkSync(file, join(folder, 'large', `${copy}.json`));
  writeFileSync(join(folder, 'small', '0.json'), lines.slice(0, 100).join(''));
}, 120_000);

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function document(): unknown {
  const fields = [
    { name: 'user', type: 'string' },
    { name: 'n', type: 'bigint' },
  ];
  const aggregates = [
    { function: 'count', as: 'rows' },
    { function: 'sum', expr: 'n', as: 'total' },
  ];
  const names = ['large', 'small'];
  const nodes = names.flatMap((name) => [
    { id: `${name}-files`, kind: 'file-source', config: { path: name, format: 'json' } },
    { id: `${name}-typed`, kind: 'schema', config: { fields } },
    { id: `${name}-users`, kind: 'group-by', config: { keys: ['user'], aggregates } },
    { id: `${name}-table`, kind: 'memory-sink', config: { queryName: name, outputMode: 'complete' } },
  ]);
  const edges = names.flatMap((name) => [
    { source: `${name}-files`, target: `${name}-typed` },
    { source: `${name}-typed`, target: `${name}-users` },
    { source: `${name}-users`, target: `${name}-table` },
  ]);
  const settings = { mode: 'streaming', timeZone: 'UTC' };
  const placed = nodes.map((node, index) => ({ ...node, position: { x: index * 240, y: 0 } }));
  return { format: 'millrace.pipeline', version: 1, name: 'workers', settings, nodes: placed, edges };
}

async function runWith(threads: number, checkpoint: string, startStageThread: StartStageThread = real) {
  const session = await createSession({ threads, startStageThread });
  try {
    const checkpointDirectory = join(folder, checkpoint);
    const run = await session.run(document(), { baseDirectory: folder, follow: false, checkpointDirectory });
    await run.awaitTermination();
    const [large, small] = ['large', 'small'].map((name) => run.snapshot().queries.find(({ query }) => query === name));
    const { rows } = await session.sql('select user, rows, total from large order by user', 2000);
    return { large, small, rows };
  } finally {
    await session.stop();
  }
}

test('a worker that is killed amid a batch costs nothing: the batch is counted once', async () => {
  let started = 0;
  const killing: StartStageThread = (options) => {
    const worker: StageWorker = real(options);
    if (++started === 1) worker.on('message', () => void worker.terminate());
    return worker;
  };
  const expected = await runWith(1, 'one');
  const { large, small, rows } = await runWith(2, 'killed', killing);
  expect(started).toBe(4);
  expect(large).toMatchObject({ exception: null, batchesCompleted: 1 });
  expect(large?.nodes['large-files']?.out).toBe(LINES * FILES);
  expect(small?.exception).toBeNull();
  expect(rows).toEqual(expected.rows);
}, 120_000);

test('a query whose workers die again and again fails alone, and goes on from its checkpoint without them', async () => {
  let started = 0;
  const dying: StartStageThread = (options) => {
    started++;
    const worker: StageWorker = real(options);
    worker.on('message', () => void worker.terminate());
    return worker;
  };
  const { large, small } = await runWith(2, 'dying', dying);
  expect(large?.exception).toMatchObject({ code: 'EXE-200', params: { tries: 3 } });
  expect(large?.exception?.hint).toContain('--threads 1');
  expect(started).toBe(6);
  expect(small).toMatchObject({ exception: null, batchesCompleted: 1 });
  const mended = await runWith(1, 'dying');
  expect(mended.large).toMatchObject({ exception: null, batchesCompleted: 1 });
  expect(mended.large?.lastProgress?.batchId).toBe(0);
  expect(mended.rows).toHaveLength(USERS);
  expect(mended.rows.reduce((sum, [, count]) => sum + Number(count), 0)).toBe(LINES * FILES);
}, 120_000);
