import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSession, type Session } from './session.ts';
import {
  hourlyQuery,
  labDocument,
  labFolder,
  publishedHourly,
  publishedTotals,
  totalsQuery,
} from './testing/lab/lab.ts';

describe('the lab', () => {
  let session: Session;
  beforeAll(async () => {
    session = await createSession();
  });
  afterAll(() => session.stop());

  const run = async (options: { mode?: 'batch' | 'streaming'; maxBatches?: number; interpreted?: boolean }) => {
    const running = await session.run(labDocument(), { baseDirectory: labFolder, follow: false, ...options });
    await running.awaitTermination();
    return running.snapshot().queries[0];
  };

  test.each([true, false])('as a stream, interpreted: %s', async (interpreted) => {
    const query = await run({ interpreted });
    expect(query?.exception).toBeNull();
    expect(query).toMatchObject({ isStreaming: true, isActive: false, batchesCompleted: 50, filesRead: 50 });
    const rows = ['events', 'typed', 'hourly'].map((node) => query?.nodes[node]?.out);
    expect(rows).toEqual([100_000, 100_000, 100_000]);
    expect((await session.sql(hourlyQuery, 1000)).rows).toEqual(publishedHourly());
    expect((await session.sql(totalsQuery, 1000)).rows).toEqual(publishedTotals());
  });

  test.each([true, false])('in batch, interpreted: %s', async (interpreted) => {
    const query = await run({ mode: 'batch', interpreted });
    expect(query).toMatchObject({ isStreaming: false, batchesCompleted: 1, filesRead: 50 });
    expect(query?.nodes.counts).toEqual({ in: 100_000, out: 104 });
    expect((await session.sql(hourlyQuery, 1000)).rows).toEqual(publishedHourly());
  });

  test.each([1, 2, 4])('after %i files the published prefix', async (files) => {
    const query = await run({ maxBatches: files });
    expect(query?.nodes.events).toEqual({ in: 0, out: files * 2000 });
    expect((await session.sql(hourlyQuery, 1000)).rows).toEqual(publishedHourly(files));
  });

  test('[PI-1] prefix integrity: while it runs, opens always lead closes, and the total is whole files', async () => {
    const hurried = session.override(labDocument(), [
      'table.trigger={"type":"processing-time","interval":"20 milliseconds"}',
    ]);
    const running = await session.run(hurried, { baseDirectory: labFolder, follow: true });
    const totals: number[] = [];
    for (let asked = 0; asked < 2000 && (totals.at(-1) ?? 0) < 100_000; asked++) {
      const { rows } = await session.sql(totalsQuery, 10);
      const byAction = Object.fromEntries(rows) as Record<string, number>;
      const open = byAction.Open ?? 0;
      const close = byAction.Close ?? 0;
      expect(open).toBeGreaterThanOrEqual(close);
      expect((open + close) % 2000).toBe(0);
      expect(open + close).toBeGreaterThanOrEqual(totals.at(-1) ?? 0);
      totals.push(open + close);
    }
    expect(totals.at(-1)).toBe(100_000);
    expect(running.snapshot()).toMatchObject({ isActive: true });
    await running.stop();
    expect(running.snapshot().queries[0]).toMatchObject({
      isActive: false,
      exception: null,
      status: { message: 'Stopped' },
    });
    expect((await session.sql(totalsQuery, 10)).rows).toEqual(publishedTotals());
  });
});
