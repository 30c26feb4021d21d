import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createSession, type RunOptions, type Session } from './session.ts';

let session: Session;
let folder: string;
beforeAll(async () => {
  session = await createSession({ threads: 1 });
});
afterAll(() => session.stop());
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'millrace-paths-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

async function run(document: unknown, more: Partial<RunOptions> = {}) {
  const options = { baseDirectory: folder, follow: false, ...more };
  const running = await session.run(document, options);
  await running.awaitTermination();
  const [query] = running.snapshot().queries;
  return { code: query?.exception?.code, batches: query?.batchesCompleted, batchId: query?.lastProgress?.batchId };
}

/** A line of each file of a folder, copied to another one, one file a batch. */
function copying(from: string, to: string, checkpointLocation: string): unknown {
  return {
    format: 'millrace.pipeline',
    version: 1,
    name: 'test',
    settings: { mode: 'streaming', timeZone: 'UTC' },
    nodes: [
      {
        id: 'in',
        kind: 'file-source',
        position: { x: 0, y: 0 },
        config: { path: from, format: 'json', maxFilesPerTrigger: 1 },
      },
      {
        id: 'typed',
        kind: 'schema',
        position: { x: 240, y: 0 },
        config: { fields: [{ name: 'v', type: 'int' }] },
      },
      {
        id: 'out',
        kind: 'file-sink',
        position: { x: 480, y: 0 },
        config: { path: to, format: 'json', checkpointLocation },
      },
    ],
    edges: [
      { source: 'in', target: 'typed' },
      { source: 'typed', target: 'out' },
    ],
  };
}

function putFiles(at: string, from: number, to: number): void {
  mkdirSync(at, { recursive: true });
  for (let v = from; v < to; v++) writeFileSync(join(at, `${v} %41 é.json`), `{"v":${v}}\n`);
}

async function rows(): Promise<unknown> {
  return (await session.sql('select * from out order by 1', 100)).rows;
}

test.each(['a b', '100%41 %', 'é 漢字 🙂', "it's", 'x/', 'x//y/../z', `${'long'.repeat(60)}/${'long'.repeat(60)}`])(
  'a checkpoint, a source and an output in %j are gone on with',
  async (name) => {
    putFiles(join(folder, name, 'in'), 0, 2);
    const document = copying(`${name}/in`, `${name}/out`, `${name}/checkpoint`);
    expect(await run(document, { maxBatches: 1 })).toEqual({ code: undefined, batches: 1, batchId: 0 });
    putFiles(join(folder, name, 'in'), 2, 4);
    expect(await run(document)).toMatchObject({ code: undefined, batches: 3 });
    expect(await rows()).toEqual([[0], [1], [2], [3]]);
  },
);

test('a folder by two names is one: who comes second is refused', async () => {
  putFiles(join(folder, 'in'), 0, 2);
  mkdirSync(join(folder, 'real'));
  symlinkSync(join(folder, 'real'), join(folder, 'link'));
  const first = await session.run(copying('in', 'out', 'real'), { baseDirectory: folder, follow: true });
  try {
    await expect.poll(() => first.snapshot().queries[0]?.batchesCompleted).toBe(2);
    const other = await createSession({ threads: 1 });
    const second = await other.run(copying('in', 'other', 'link'), { baseDirectory: folder, follow: false });
    await second.awaitTermination();
    expect(second.snapshot().queries[0]?.exception).toMatchObject({ code: 'EXE-150' });
    await other.stop();
  } finally {
    await first.stop();
  }
});

test('a folder by another name is gone on with, and set aside by that name', async () => {
  putFiles(join(folder, 'in'), 0, 2);
  mkdirSync(join(folder, 'real'));
  symlinkSync(join(folder, 'real'), join(folder, 'link'));
  expect(await run(copying('in', 'out', 'real'), { maxBatches: 1 })).toMatchObject({ batches: 1 });
  const linked = copying('in', 'out', 'link');
  expect(await run(linked)).toMatchObject({ code: undefined, batches: 1, batchId: 1 });
  expect(await run(linked, { startAfresh: true, maxBatches: 1 })).toMatchObject({ code: undefined, batchId: 0 });
  expect(readdirSync(join(folder, 'real'))).toEqual(expect.arrayContaining(['metadata', 'offsets', 'commits']));
});

test('a fresh start that was broken off between its folders is refused until it is begun again', async () => {
  putFiles(join(folder, 'in'), 0, 2);
  const document = copying('in', 'out', 'checkpoint');
  await run(document);
  renameSync(join(folder, 'checkpoint'), join(folder, 'checkpoint.aside'));
  for (let start = 0; start < 2; start++) expect(await run(document)).toMatchObject({ code: 'EXE-190', batches: 0 });
  expect(await run(document, { startAfresh: true })).toMatchObject({ code: undefined, batches: 2 });
  expect(await rows()).toEqual([[0], [1]]);
});
