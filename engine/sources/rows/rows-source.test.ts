import { describe, expect, it } from 'vitest';
import { CancelledError } from '../../base/errors/engine-error.ts';
import type { Offset } from '../source.ts';
import { CollectingSink } from '../testing/collecting-sink.ts';
import { schemaOf } from '../testing/decode-bytes.ts';
import { createRowsSource, type RowsSource } from './rows-source.ts';

const schema = schemaOf({ time: 'timestamp', action: 'string' });

function rows(batches: readonly (readonly unknown[])[]): RowsSource {
  return createRowsSource({ nodeId: 'rows', schema, batches, timeZone: 'UTC' });
}

const signal = new AbortController().signal;

async function read(source: RowsSource, start: number | null, end: number): Promise<unknown[]> {
  const sink = new CollectingSink();
  await source.read(start === null ? null : { offset: start }, { offset: end }, sink, signal);
  return sink.rows;
}

describe('rows source', () => {
  it('hands out one entry a trigger', async () => {
    const source = rows([[{ time: 1, action: 'Open' }], [{ time: '1970-01-01T00:00:02Z' }, { action: 'Close' }]]);
    await source.prepare();
    expect(await source.latestOffset(null, 'configured')).toEqual({ offset: 0 });
    expect(await read(source, null, 0)).toEqual([[1000000n, 'Open']]);
    expect(source.exhausted).toBe(false);
    expect(await source.latestOffset({ offset: 0 }, 'configured')).toEqual({ offset: 1 });
    expect(await read(source, 0, 1)).toEqual([
      [2000000n, null],
      [null, 'Close'],
    ]);
    expect(source.exhausted).toBe(true);
    expect(await source.latestOffset({ offset: 1 }, 'configured')).toEqual({ offset: 1 });
    expect(await read(source, null, 1)).toHaveLength(3);
  });

  it('finds no new data in an empty entry, once', async () => {
    const source = rows([[], [{ time: 1 }], [], [], [{ time: 2 }], []]);
    const offsets: unknown[] = [];
    let start: Offset | null = null;
    while (!source.exhausted) {
      start = await source.latestOffset(start, 'configured');
      offsets.push(start?.offset ?? null);
    }
    expect(offsets).toEqual([null, 1, 1, 1, 4, 4]);
    expect(await read(source, 1, 4)).toEqual([[2000000n, null]]);
  });

  it('gives all at once without a limit', async () => {
    const source = rows([[], [{ time: 1 }], [{ time: 2 }], []]);
    expect(await source.latestOffset(null, 'unlimited')).toEqual({ offset: 2 });
    expect(source.exhausted).toBe(true);
    expect(await read(source, null, 2)).toHaveLength(2);
    expect(await rows([[], []]).latestOffset(null, 'unlimited')).toBeNull();
    expect(await rows([]).latestOffset(null, 'configured')).toBeNull();
  });

  it('[9.1] gives all again at each fresh look of a static side', async () => {
    const source = rows([[{ time: 1 }], [], [{ time: 2 }]]);
    for (let look = 0; look < 3; look++) {
      expect(await source.latestOffset(null, 'unlimited')).toEqual({ offset: 2 });
      expect(await read(source, null, 2)).toHaveLength(2);
    }
  });

  it('goes on behind the offset of an earlier run', async () => {
    const source = rows([[{ time: 1 }], [{ time: 2 }], [{ time: 3 }]]);
    expect(await source.latestOffset({ offset: 1 }, 'configured')).toEqual({ offset: 2 });
  });

  it('keeps its rows to itself', async () => {
    const source = rows([[{ time: 1, action: 'Open' }]]);
    const first = await read(source, null, 0);
    (first[0] as unknown[])[1] = 'changed';
    expect(await read(source, null, 0)).toEqual([[1000000n, 'Open']]);
  });

  it('does not start with rows that do not fit', async () => {
    await expect(rows([[{ time: 1 }], [{ time: true }]]).prepare()).rejects.toMatchObject({
      code: 'SRC-301',
      at: { nodeId: 'rows', setting: 'batches.1.0.time' },
    });
    await expect(rows([[{ time: 1, extra: 2 }]]).prepare()).resolves.toBeUndefined();
  });

  it('stops when it is told to', async () => {
    const source = rows([[{ time: 1 }]]);
    const reading = source.read(null, { offset: 0 }, new CollectingSink(), AbortSignal.abort());
    await expect(reading).rejects.toBeInstanceOf(CancelledError);
  });

  it('freezes and commits without effect, and describes itself as Spark does', async () => {
    const source = rows([[{ time: 1 }]]);
    await source.freeze();
    await source.commit({ offset: 0 });
    expect(await source.latestOffset(null, 'configured')).toEqual({ offset: 0 });
    expect(source.description).toBe('MemoryStream[time#1,action#2]');
  });
});
