/** Source files that go wrong while queries run, and what becomes of the queries. */
import {
  appendFileSync,
  cpSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createSession, type Session } from './session.ts';
import { PAIR_FILES, QueryPair, tableAfter } from './testing/query-pair.ts';

let session: Session;
let pair: QueryPair;

beforeAll(async () => {
  session = await createSession();
});

afterAll(() => session.stop());

beforeEach(() => {
  pair = new QueryPair(session);
});

afterEach(() => pair.remove());

/** Puts another file under the name of one. */
function replace(path: string, content: string): void {
  writeFileSync(`${path}.new`, content);
  renameSync(`${path}.new`, path);
}

type Change = readonly [name: string, change: (path: string) => void, code: string, says: string];

const changes: readonly Change[] = [
  ['vanishes', (path) => rmSync(path), 'SRC-004', 'was removed'],
  ['shrinks', (path) => truncateSync(path, 100), 'SRC-005', 'became shorter'],
  [
    'cannot be read',
    (path) => {
      rmSync(path);
      mkdirSync(path);
    },
    'SRC-003',
    'cannot be read',
  ],
  [
    'is replaced by one of its length',
    (path) => replace(path, readFileSync(path, 'utf8').replaceAll('user 1', 'user 2')),
    'SRC-160',
    'gave way to another',
  ],
  ['is replaced by a longer one', (path) => replace(path, readFileSync(path, 'utf8').repeat(2)), 'SRC-160', 'gave way'],
  [
    'is rewritten where it is',
    (path) => writeFileSync(path, readFileSync(path, 'utf8').replaceAll('user 1', 'user 2')),
    'SRC-160',
    'gave way',
  ],
];

/** The file that something is done to is that of batch 1. */
const broken = 1;

const interpreted = [
  ['compiled', false],
  ['interpreted', true],
] as const;

describe.each(interpreted)('%s: a source file that', (_way, isInterpreted) => {
  const options = { interpreted: isInterpreted };

  /** Runs until the first batch is done, and does something to the file of the second before it is read. */
  async function runWith(change: (path: string) => void) {
    let isDone = false;
    return pair.run(options, pair.document(), {
      progress: ({ query }) => {
        if (query !== 'shaky' || isDone) return;
        isDone = true;
        change(pair.pathOf('shaky', broken));
      },
    });
  }

  test.each(changes)(
    '%s before it is read: its query fails and goes on once it is back',
    async (_, change, code, says) => {
      const { shaky, steady } = await runWith(change);
      expect(shaky.exception).toMatchObject({ code, params: { path: pair.pathOf('shaky', broken) } });
      expect(shaky.exception?.message).toContain(says);
      expect(shaky.exception?.hint).toBeTruthy();
      expect(shaky.exception?.at.nodeId).toBe('shaky-files');
      expect(shaky.batchesCompleted).toBe(1);
      expect(await pair.table('shaky')).toEqual(tableAfter(1));
      expect(steady).toMatchObject({ exception: null, batchesCompleted: PAIR_FILES });
      expect(await pair.table('steady')).toEqual(tableAfter(PAIR_FILES));

      // As long as the cause is there, so is the failure; nothing is counted meanwhile.
      const again = await pair.run(options);
      expect(again.shaky.exception?.code).toBe(code);
      expect(await pair.table('shaky')).toEqual([]);
      expect(again.steady.exception).toBeNull();

      pair.putBack('shaky', broken);
      const mended = await pair.run(options);
      expect(mended.shaky).toMatchObject({ exception: null, batchesCompleted: PAIR_FILES - 1 });
      expect(await pair.table('shaky')).toEqual(tableAfter(PAIR_FILES));
    },
  );

  test.each(changes)('%s before its batch runs again after a crash', async (_, change, code) => {
    await pair.run({ ...options, maxBatches: broken + 1 });
    pair.forgetCommit(broken);
    change(pair.pathOf('shaky', broken));
    const { shaky, steady } = await pair.run(options);
    expect(shaky.exception).toMatchObject({ code, params: { path: pair.pathOf('shaky', broken) } });
    expect(steady).toMatchObject({ exception: null, batchesCompleted: PAIR_FILES - broken - 1 });
    expect(await pair.table('steady')).toEqual(tableAfter(PAIR_FILES));

    pair.putBack('shaky', broken);
    const mended = await pair.run(options);
    expect(mended.shaky).toMatchObject({ exception: null, batchesCompleted: PAIR_FILES - broken });
    expect(await pair.table('shaky')).toEqual(tableAfter(PAIR_FILES));
  });

  test.each(['before it is read', 'before its batch runs again'])(
    'is appended to %s: its listed bytes count',
    async (when) => {
      const grow = (path: string) => appendFileSync(path, '{"user":"user 1","n":1}\n');
      if (when === 'before it is read') await runWith(grow);
      else {
        await pair.run({ ...options, maxBatches: broken + 1 });
        pair.forgetCommit(broken);
        grow(pair.pathOf('shaky', broken));
        expect((await pair.run(options)).shaky.exception).toBeNull();
      }
      expect(await pair.table('shaky')).toEqual(tableAfter(PAIR_FILES));
    },
  );

  test('is gone or another is passed over where the options say so', async () => {
    for (const [, change] of changes) {
      const options = { ignoreMissingFiles: 'true', ignoreCorruptFiles: 'true' };
      let isDone = false;
      const { shaky } = await pair.run({ interpreted: isInterpreted, startAfresh: true }, pair.document({ options }), {
        progress: ({ query }) => {
          if (query !== 'shaky' || isDone) return;
          isDone = true;
          change(pair.pathOf('shaky', broken));
        },
      });
      expect(shaky).toMatchObject({ exception: null });
      // The other files count; of the one that was cut off, what is left.
      const rows = (await pair.table('shaky')).reduce((sum, [, count]) => sum + Number(count), 0);
      const all = tableAfter(PAIR_FILES).reduce((sum, [, count]) => sum + Number(count), 0);
      expect(rows).toBeGreaterThanOrEqual((all / PAIR_FILES) * (PAIR_FILES - 1));
      expect(rows).toBeLessThan(all);
      pair.putBack('shaky', broken);
    }
  });
});

test('a saved list of files that ends early fails its query alone', async () => {
  await pair.run({ maxBatches: 3 });
  rmSync(`${pair.checkpoint}/shaky/sources/0/2`);
  const { shaky, steady } = await pair.run();
  expect(shaky.exception).not.toBeNull();
  expect(steady.exception).toBeNull();
  expect(await pair.table('steady')).toEqual(tableAfter(PAIR_FILES));
});

test('files that were logged and not planned before a crash are a batch of their own', async () => {
  await pair.run({ maxBatches: 2 });
  const folder = `${pair.checkpoint}/shaky`;
  cpSync(folder, `${folder}-before`, { recursive: true });
  await pair.run({ maxBatches: 1 });
  const logged = readFileSync(`${folder}/sources/0/2`);
  rmSync(folder, { recursive: true });
  renameSync(`${folder}-before`, folder);
  writeFileSync(`${folder}/sources/0/2`, logged);
  const batches: [number, number][] = [];
  const { shaky } = await pair.run({}, pair.document({ maxFilesPerTrigger: 10 }), {
    progress: ({ query, progress }) => {
      if (query === 'shaky') batches.push([progress.batchId, progress.numInputRows]);
    },
  });
  expect(shaky.exception).toBeNull();
  expect(batches).toEqual([
    [2, 40],
    [3, 40],
  ]);
  expect(await pair.table('shaky')).toEqual(tableAfter(PAIR_FILES));
});
