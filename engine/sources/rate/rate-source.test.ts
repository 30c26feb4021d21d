import { describe, expect, it } from 'vitest';
import { CancelledError } from '../../base/errors/engine-error.ts';
import { ManualClock } from '../../streaming/testing/manual-clock.ts';
import { CollectingSink } from '../testing/collecting-sink.ts';
import { createRateSource } from './rate-source.ts';
import { valueAtSecond } from './rate-values.ts';

const createdMs = 1_469_501_107_123;
const { signal } = new AbortController();

async function rate(rowsPerSecond: number, rampUpSeconds = 0) {
  const clock = new ManualClock(createdMs);
  const source = createRateSource({ nodeId: 'rate', rowsPerSecond, rampUpSeconds, clock });
  await source.prepare();
  /** Rows of `(start, end]`: milliseconds since the creation, and the value. */
  const read = async (start: number | null, end: number) => {
    const sink = new CollectingSink();
    await source.read(start === null ? null : { offset: start }, { offset: end }, sink, signal);
    return sink.rows.map((row) => [Number((row?.[0] as bigint) / 1000n) - createdMs, Number(row?.[1])]);
  };
  return { clock, source, read };
}

describe('[13] how many rows there are by when [SR-1]', () => {
  it.each<[number, number, number[]]>([
    [10, 4, [0, 2, 6, 12, 20, 30, 40]],
    [10, 0, [0, 10, 20, 30]],
    [1, 0, [0, 1, 2]],
    // 10 div 4 = 2: the rise ends at 12 rows, from then on 10 a second.
    [10, 3, [0, 2, 6, 12, 22, 32]],
    [3, 5, [0, 0, 0, 0, 0, 0, 3, 6]],
  ])('[44] %i rows a second after a rise of %i seconds', (rowsPerSecond, rampUpSeconds, bounds) => {
    const found = bounds.map((_, second) => Number(valueAtSecond(second, { rowsPerSecond, rampUpSeconds })));
    expect(found).toEqual(bounds);
  });
});

describe('[13] rate source', () => {
  it('spreads the rows of a batch evenly over its seconds', async () => {
    // What Spark 4.2.1 gave for the same rates.
    const rising = await rate(10, 4);
    expect(await rising.read(2, 3)).toEqual([2000, 2167, 2333, 2500, 2667, 2833].map((ms, i) => [ms, 6 + i]));
    expect(await rising.read(3, 4)).toEqual(
      [3000, 3125, 3250, 3375, 3500, 3625, 3750, 3875].map((ms, i) => [ms, 12 + i]),
    );
    const steady = await rate(7);
    expect(await steady.read(0, 2)).toEqual(
      [0, 143, 286, 429, 571, 714, 857, 1000, 1143, 1286, 1429, 1571, 1714, 1857].map((ms, i) => [ms, i]),
    );
    expect(await steady.read(null, 1)).toEqual(await steady.read(0, 1));
    expect(await steady.read(0, 0)).toEqual([]);
  });

  it('begins with a batch without rows, then offers whole seconds', async () => {
    const { clock, source } = await rate(5);
    expect(await source.latestOffset(null, 'configured')).toEqual({ offset: 0 });
    clock.advance(999);
    expect(await source.latestOffset({ offset: 0 }, 'configured')).toEqual({ offset: 0 });
    clock.advance(1);
    expect(await source.latestOffset({ offset: 0 }, 'configured')).toEqual({ offset: 1 });
    clock.advance(60_000);
    expect(await source.latestOffset({ offset: 1 }, 'configured')).toEqual({ offset: 61 });
  });

  it('neither goes back nor stands still when the clock is set back, nor makes up for it when it is set right', async () => {
    const { clock, source } = await rate(5);
    clock.advance(5000);
    expect(await source.latestOffset(null, 'configured')).toEqual({ offset: 5 });
    clock.set(createdMs - 86_400_000);
    expect(await source.latestOffset({ offset: 5 }, 'configured')).toEqual({ offset: 5 });
    clock.advance(2000);
    expect(await source.latestOffset({ offset: 5 }, 'configured')).toEqual({ offset: 7 });
    clock.set(createdMs + 7000);
    clock.advance(1000);
    expect(await source.latestOffset({ offset: 7 }, 'configured')).toEqual({ offset: 8 });
  });

  it('offers in one batch what a clock that is set on, or a pause, makes due', async () => {
    const { clock, source } = await rate(5);
    clock.set(createdMs + 86_400_000);
    expect(await source.latestOffset(null, 'configured')).toEqual({ offset: 86_400 });
    clock.advance(1000);
    expect(await source.latestOffset({ offset: 86_400 }, 'configured')).toEqual({ offset: 86_401 });
  });

  it('goes on at once after a restart on a clock that is behind', async () => {
    const { clock, source } = await rate(5);
    source.restoreCreated(createdMs);
    expect(await source.latestOffset({ offset: 3600 }, 'configured')).toEqual({ offset: 3600 });
    clock.advance(2000);
    expect(await source.latestOffset({ offset: 3600 }, 'configured')).toEqual({ offset: 3602 });
  });

  it('goes on from the moment that a checkpoint kept', async () => {
    const { source } = await rate(5);
    expect(source.createdMs).toBe(createdMs);
    source.restoreCreated(createdMs - 10_500);
    expect(source.createdMs).toBe(createdMs - 10_500);
    expect(await source.latestOffset({ offset: 7 }, 'configured')).toEqual({ offset: 10 });
    const sink = new CollectingSink();
    await source.read({ offset: 9 }, { offset: 10 }, sink, signal);
    expect(sink.rows[0]).toEqual([BigInt(createdMs - 1500) * 1000n, 45n]);
  });

  it('[10] takes with available-now what is due at the start', async () => {
    const { clock, source } = await rate(5);
    clock.advance(2000);
    await source.freeze();
    clock.advance(9000);
    expect(await source.latestOffset(null, 'unlimited')).toEqual({ offset: 2 });
    expect(await source.latestOffset({ offset: 2 }, 'unlimited')).toEqual({ offset: 2 });
  });

  it('says so when values outgrow their column', async () => {
    const { read } = await rate(Number.MAX_SAFE_INTEGER);
    await expect(read(0, 1025)).rejects.toMatchObject({ code: 'SRC-140', at: { nodeId: 'rate' } });
  });

  it('stops when it is told to, and describes itself as Spark does', async () => {
    const { source } = await rate(1, 4);
    const reading = source.read(null, { offset: 1 }, new CollectingSink(), AbortSignal.abort());
    await expect(reading).rejects.toBeInstanceOf(CancelledError);
    await source.commit({ offset: 1 });
    expect(source.schema.map(({ name }) => name)).toEqual(['timestamp', 'value']);
    expect(source.description).toBe('RateStreamV2[rowsPerSecond=1, rampUpTimeSeconds=4, numPartitions=default');
  });
});
