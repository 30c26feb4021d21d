/** The engine's thread with its stage threads, as in the app, on input large enough that they all work at full speed for a while. */
import { execFileSync } from 'node:child_process';
import { linkSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RunSnapshot } from '../../engine/session-shapes.ts';
import { EngineClient } from './engine-client.ts';

const script = fileURLToPath(new URL('../../scripts/stage-worker.mjs', import.meta.url));
const LINES = 250_000;
const FILES = 40;

let folder: string;
let client: EngineClient;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-engine-'));
  mkdirSync(join(folder, 'in'));
  const lines = Array.from({ length: LINES }, (_, i) => `{"time":${1_469_501_107 + i},"action":"a${i % 5}"}\n`);
  const file = join(folder, 'lines');
  writeFileSync(file, lines.join(''));
  // One file under many names: much to read, and little to keep.
  for (let copy = 0; copy < FILES; copy++) linkSync(file, join(folder, 'in', `${copy}.json`));
  const path = execFileSync(process.execPath, [script, 'engine-worker'], { encoding: 'utf8' }).trim();
  client = new EngineClient(() => new Worker(path), { snapshot: () => undefined, restarted: () => undefined });
}, 120_000);

afterAll(async () => {
  await client.stop();
  rmSync(folder, { recursive: true, force: true });
});

const document = {
  format: 'millrace.pipeline',
  version: 1,
  name: 'Actions',
  settings: { mode: 'batch', timeZone: 'UTC' },
  nodes: [
    { id: 'files', kind: 'file-source', config: { path: 'in', format: 'json' } },
    { id: 'typed', kind: 'schema', config: { fields: ['time timestamp', 'action string'].map(field) } },
    { id: 'counts', kind: 'group-by', config: { keys: ['action'], aggregates: [{ function: 'count' }] } },
    { id: 'table', kind: 'memory-sink', config: { queryName: 'counts', outputMode: 'complete' } },
  ].map((node, index) => ({ ...node, position: { x: index * 240, y: 0 } })),
  edges: [
    { source: 'files', target: 'typed' },
    { source: 'typed', target: 'counts' },
    { source: 'counts', target: 'table' },
  ],
};

function field(text: string): { readonly name: string | undefined; readonly type: string | undefined } {
  const [name, type] = text.split(' ');
  return { name, type };
}

async function call<Name extends Parameters<EngineClient['request']>[0]>(
  name: Name,
  input: Parameters<typeof client.request<Name>>[1],
) {
  const reply = await client.request(name, input);
  if (!reply.ok) throw new Error(reply.error.message);
  return reply.value;
}

const start = () => call('run', { document, options: { baseDirectory: folder, follow: false } });

async function rowsOfTable(): Promise<unknown> {
  return (await call('sql', { sql: 'select action, count from counts order by action', limit: 10 })).rows;
}

const expected = Array.from({ length: 5 }, (_, i) => [`a${i}`, (LINES * FILES) / 5]);

test('while all threads read, the engine answers, and the figures grow', async () => {
  await start();
  const seen: RunSnapshot[] = [];
  let answers = 0;
  for (;;) {
    const [snapshot, tables] = await Promise.all([call('snapshot', null), call('tables', null)]);
    if (snapshot === null || !snapshot.isActive) break;
    if (tables.length > 0) answers += (await call('sql', { sql: 'select 1', limit: 1 })).rows.length;
    seen.push(snapshot);
  }
  const read = seen.map(({ queries }) => queries[0]?.nodes.files?.out ?? 0);
  expect(answers).toBeGreaterThan(0);
  expect([...new Set(read)].length).toBeGreaterThan(2);
  expect(read).toEqual([...read].sort((a, b) => a - b));
  expect(await rowsOfTable()).toEqual(expected);
}, 60_000);

test('a run is stopped half-way, and the next one is whole', async () => {
  await start();
  for (;;) {
    const snapshot = await call('snapshot', null);
    if ((snapshot?.queries[0]?.nodes.files?.out ?? 0) > 0) break;
  }
  await call('stop', null);
  const stopped = await call('snapshot', null);
  expect(stopped).toMatchObject({ isActive: false, queries: [{ exception: null, batchesCompleted: 0 }] });
  expect(await rowsOfTable()).toEqual([]);
  await start();
  while ((await call('snapshot', null))?.isActive === true) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(await rowsOfTable()).toEqual(expected);
}, 60_000);
