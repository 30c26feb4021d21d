import { describe, expect, it } from 'vitest';
import { CancelledError } from '../../base/errors/engine-error.ts';
import { GENERATED_TYPES, type GeneratedColumn } from '../../plan/operators/generator-scan.ts';
import type { Row } from '../../types/value.ts';
import type { Source } from '../source.ts';
import { CollectingSink } from '../testing/collecting-sink.ts';
import { createGeneratorSource, type GeneratorSourceSettings } from './generator-source.ts';

const { signal } = new AbortController();
const startMicros = 1_469_491_200_000_000n;

function generator(columns: readonly GeneratedColumn[], changes: Partial<GeneratorSourceSettings> = {}): Source {
  return createGeneratorSource({
    nodeId: 'made',
    schema: columns.map(({ name, type }) => ({ name, type: GENERATED_TYPES[type], nullable: true })),
    seed: 42,
    rowsPerBatch: 100,
    batches: null,
    startMicros,
    stepMicros: 1_000_000n,
    disorder: { fraction: 0, maxDelayMicros: 0n },
    columns,
    ...changes,
  });
}

async function read(source: Source, start: number | null, end: number): Promise<Row[]> {
  const sink = new CollectingSink();
  await source.read(start === null ? null : { offset: start }, { offset: end }, sink, signal);
  return sink.rows.map((row) => row ?? []);
}

async function valuesOf(column: GeneratedColumn, changes: Partial<GeneratorSourceSettings> = {}) {
  return (await read(generator([column], { rowsPerBatch: 2000, ...changes }), null, 0)).map(([value]) => value);
}

const time: GeneratedColumn = { name: 'time', type: 'event-time', nulls: 0 };
const all: readonly GeneratedColumn[] = [
  time,
  { name: 'n', type: 'sequence', from: 5, nulls: 0 },
  { name: 'action', type: 'choice', values: ['Open', 'Close'], weights: null, nulls: 0 },
  { name: 'user', type: 'key', prefix: 'u', count: 3, nulls: 0.1 },
  { name: 'size', type: 'int-range', min: -5, max: 5, nulls: 0 },
  { name: 'ratio', type: 'double-range', min: 1, max: 2, nulls: 0 },
  { name: 'heat', type: 'normal', mean: 20, deviation: 3, nulls: 0.5 },
];

describe('generator source [SR-2]', () => {
  it('makes the same rows on every machine', async () => {
    const source = generator(all, { disorder: { fraction: 0.3, maxDelayMicros: 600_000_000n } });
    expect((await read(source, 6, 7)).slice(0, 3)).toMatchInlineSnapshot(`
      [
        [
          1469491900000000n,
          705n,
          "Open",
          "u3",
          4n,
          1.356249369129766,
          20.333049646489595,
        ],
        [
          1469491638620648n,
          706n,
          "Open",
          "u1",
          1n,
          1.556045745426942,
          14.419102305609051,
        ],
        [
          1469491585967853n,
          707n,
          "Open",
          "u2",
          -4n,
          1.1581643517701843,
          null,
        ],
      ]
    `);
  });

  it('makes any range again by itself', async () => {
    const disorder = { fraction: 0.5, maxDelayMicros: 60_000_000n };
    const whole = await read(generator(all, { disorder }), null, 3);
    expect(whole).toHaveLength(400);
    expect(await read(generator(all, { disorder }), 1, 2)).toEqual(whole.slice(200, 300));
    expect(await read(generator(all, { disorder, rowsPerBatch: 50 }), 1, 5)).toEqual(whole.slice(100, 300));
    expect(await read(generator(all, { disorder, seed: 43 }), null, 3)).not.toEqual(whole);
  });

  it('keeps the other columns as they are when one is added at the end', async () => {
    const fewer = await read(generator(all.slice(0, 5)), null, 0);
    expect((await read(generator(all), null, 0)).map((row) => row.slice(0, 5))).toEqual(fewer);
  });

  it('steps through event time', async () => {
    expect((await valuesOf(time)).slice(0, 3)).toEqual([0n, 1n, 2n].map((row) => startMicros + row * 1_000_000n));
  });

  it.each([0.1, 0.5, 1])('makes a fraction of %d late, by no more than the delay', async (fraction) => {
    const maxDelayMicros = 3_600_000_000n;
    const times = await valuesOf(time, { disorder: { fraction, maxDelayMicros } });
    const delays = times.map((micros, row) => startMicros + BigInt(row) * 1_000_000n - (micros as bigint));
    expect(delays.every((delay) => delay >= 0n && delay <= maxDelayMicros)).toBe(true);
    const late = delays.filter((delay) => delay > 0n);
    expect(Math.abs(late.length / times.length - fraction)).toBeLessThan(0.04);
    expect(late.some((delay) => delay > (maxDelayMicros * 9n) / 10n)).toBe(true);
    expect(late.some((delay) => delay < maxDelayMicros / 10n)).toBe(true);
  });

  it('counts on, draws keys and numbers within their bounds', async () => {
    expect((await valuesOf({ name: 'n', type: 'sequence', from: -1, nulls: 0 })).slice(0, 3)).toEqual([-1n, 0n, 1n]);
    const keys = await valuesOf({ name: 'k', type: 'key', prefix: 'user-', count: 3, nulls: 0 });
    expect(new Set(keys)).toEqual(new Set(['user-1', 'user-2', 'user-3']));
    const whole = await valuesOf({ name: 'i', type: 'int-range', min: -1, max: 1, nulls: 0 });
    expect(new Set(whole)).toEqual(new Set([-1n, 0n, 1n]));
    const doubles = (await valuesOf({ name: 'd', type: 'double-range', min: -2, max: 3, nulls: 0 })) as number[];
    expect(Math.min(...doubles)).toBeGreaterThanOrEqual(-2);
    expect(Math.max(...doubles)).toBeLessThan(3);
    const normals = (await valuesOf({ name: 'x', type: 'normal', mean: 100, deviation: 2, nulls: 0 })) as number[];
    expect(Math.abs(normals.reduce((sum, value) => sum + value, 0) / normals.length - 100)).toBeLessThan(0.3);
    expect(normals.every((value) => Math.abs(value - 100) <= 12)).toBe(true);
  });

  it.each<[readonly number[] | null, number]>([
    [null, 0.5],
    [[3, 1], 0.75],
    [[1, 0], 1],
    [[0, 1], 0],
  ])('chooses by the weights %j', async (weights, share) => {
    const chosen = await valuesOf({ name: 'c', type: 'choice', values: ['a', 'b'], weights, nulls: 0 });
    expect(Math.abs(chosen.filter((value) => value === 'a').length / chosen.length - share)).toBeLessThan(0.04);
  });

  it('leaves a fraction of a column out', async () => {
    const values = await valuesOf({ name: 'n', type: 'sequence', from: 0, nulls: 0.25 });
    expect(Math.abs(values.filter((value) => value === null).length / values.length - 0.25)).toBeLessThan(0.04);
    expect(values.every((value, row) => value === null || value === BigInt(row))).toBe(true);
  });

  it('offers a batch a trigger, up to the last', async () => {
    const source = generator([time], { batches: 2 });
    await source.prepare();
    expect(await source.latestOffset(null, 'configured')).toEqual({ offset: 0 });
    expect(await source.latestOffset({ offset: 0 }, 'configured')).toEqual({ offset: 1 });
    expect(await source.latestOffset({ offset: 1 }, 'configured')).toEqual({ offset: 1 });
    expect(await source.latestOffset(null, 'unlimited')).toEqual({ offset: 1 });
    await source.commit({ offset: 1 });
    expect(await read(source, null, 1)).toHaveLength(200);
  });

  it('offers one batch at a time where they are without end', async () => {
    const source = generator([time]);
    expect(await source.latestOffset({ offset: 8 }, 'configured')).toEqual({ offset: 9 });
    expect(await source.latestOffset({ offset: 8 }, 'unlimited')).toEqual({ offset: 9 });
  });

  it.each([
    [3, [0, 1, 2, 2]],
    [null, [0, 0, 0, 0]],
  ])('[10] ends an available-now run: %s batches', async (batches, offsets) => {
    const source = generator([time], { batches });
    await source.freeze();
    let start = null;
    for (const expected of offsets) {
      start = await source.latestOffset(start, 'configured');
      expect(start).toEqual({ offset: expected });
    }
  });

  it('stops when it is told to', async () => {
    const reading = generator([time]).read(null, { offset: 1 }, new CollectingSink(), AbortSignal.abort());
    await expect(reading).rejects.toBeInstanceOf(CancelledError);
  });
});
