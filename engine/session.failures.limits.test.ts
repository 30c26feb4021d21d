/** Queries that run out of memory, and clocks that are set, while others run beside them. */
import { copyFileSync, renameSync } from 'node:fs';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { createSession, type Session } from './session.ts';
import type { StreamingQueryProgress } from './streaming/progress.ts';
import { PAIR_FILES, QueryPair, snapshotOf, tableAfter } from './testing/query-pair.ts';

let session: Session;
let pair: QueryPair;

beforeAll(async () => {
  session = await createSession();
});

afterAll(() => session.stop());

beforeEach(() => {
  pair = new QueryPair(session);
});

afterEach(() => {
  vi.restoreAllMocks();
  pair.remove();
});

test('a query that breaks its memory limit fails alone, and goes on where it was with a higher one', async () => {
  // The groups of all files together need no more than this; those of one file that names many users do.
  const settings = { memoryLimit: '16 MB' };
  pair.crowd('shaky', 2);
  const { shaky, steady } = await pair.run({}, pair.document({}, settings));
  expect(shaky.exception).toMatchObject({ code: 'EXE-129' });
  expect(shaky.exception?.hint).toContain('memory');
  expect(shaky.batchesCompleted).toBe(2);
  expect(await pair.table('shaky')).toEqual(tableAfter(2));
  expect(steady).toMatchObject({ exception: null, batchesCompleted: PAIR_FILES });
  expect(await pair.table('steady')).toEqual(tableAfter(PAIR_FILES));

  const mended = await pair.run({}, pair.document({}, { memoryLimit: '1 GB' }));
  expect(mended.shaky).toMatchObject({ exception: null, batchesCompleted: PAIR_FILES - 2 });
  const users = await session.sql("select user, rows, total from shaky where user like 'user %' order by user", 100);
  expect(users.rows).toEqual(tableAfter(PAIR_FILES));
  const crowd = await session.sql("select count(*) from shaky where user not like 'user %'", 1);
  expect(crowd.rows).toEqual([[pair.crowdSize]]);
});

describe('a clock that is set while queries run', () => {
  const dayMs = 86_400_000;

  /** Sets the machine's clock by so much from the first report of `shaky` on. */
  function jumpBy(jumpMs: number) {
    const realNow = Date.now.bind(Date);
    let isSet = false;
    vi.spyOn(Date, 'now').mockImplementation(() => realNow() + (isSet ? jumpMs : 0));
    const told: StreamingQueryProgress[] = [];
    return {
      told,
      progress: ({ query, progress }: { query: string; progress: StreamingQueryProgress }) => {
        isSet = true;
        if (query === 'shaky') told.push(progress);
      },
    };
  }

  test.each([
    ['back by a day', -dayMs],
    ['on by a day', dayMs],
  ])('%s: all files count once, and no figure is negative', async (_, jumpMs) => {
    const { told, progress } = jumpBy(jumpMs);
    const { shaky, steady } = await pair.run({}, pair.document(), { progress });
    for (const query of [shaky, steady]) {
      expect(query).toMatchObject({ exception: null, batchesCompleted: PAIR_FILES });
    }
    expect(await pair.table('shaky')).toEqual(tableAfter(PAIR_FILES));
    expect(told).toHaveLength(PAIR_FILES);
    for (const { durationMs, inputRowsPerSecond = 0, batchDuration } of told) {
      expect(Math.min(...Object.values(durationMs), inputRowsPerSecond, batchDuration)).toBeGreaterThanOrEqual(0);
    }
    const [first, second] = told.map(({ timestamp }) => Date.parse(timestamp));
    expect(Math.sign(Number(second) - Number(first))).toBe(Math.sign(jumpMs));
  });

  test.each([
    ['back by a day', -dayMs],
    ['on by a day', dayMs],
  ])('%s: a query that waits for its next trigger goes on', async (_, jumpMs) => {
    const { told, progress } = jumpBy(jumpMs);
    const document = session.override(pair.document(), [
      'shaky-table.trigger={"type":"processing-time","interval":"50 milliseconds"}',
    ]);
    const run = await pair.start({ follow: true }, document, { progress });
    await vi.waitFor(() => expect(snapshotOf(run).shaky.batchesCompleted).toBe(PAIR_FILES), { timeout: 20_000 });
    // A file that comes after the clock was set is found by one of the next triggers.
    copyFileSync(pair.pathOf('shaky', 0), `${pair.folder}/late`);
    renameSync(`${pair.folder}/late`, `${pair.folder}/shaky/late.json`);
    await vi.waitFor(() => expect(snapshotOf(run).shaky.batchesCompleted).toBe(PAIR_FILES + 1), { timeout: 20_000 });
    await run.stop();
    expect(snapshotOf(run).shaky.exception).toBeNull();
    expect(told.filter(({ numInputRows }) => numInputRows > 0)).toHaveLength(PAIR_FILES + 1);
  });
});
