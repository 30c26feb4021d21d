import { describe, expect, it } from 'vitest';
import { type BatchLimit, inDiscoveryOrder, isHiddenName, keepUnread, splitBatch } from './discovery.ts';

function file(path: string, modifiedMs: number, sizeBytes = 1) {
  return { path, modifiedMs, sizeBytes };
}

describe('[1.1] discovery', () => {
  it.each([
    ['.hidden', true],
    ['_temporary', true],
    ['_a=1', false],
    ['x._COPYING_', true],
    ['_metadata', false],
    ['_common_metadata', false],
    ['_metadata_x._COPYING_', false],
    ['a.json', false],
    ['a_b', false],
  ])('hides %s: %s', (name, hidden) => {
    expect(isHiddenName(name)).toBe(hidden);
  });

  it('orders by time, then naturally by path', () => {
    const files = [file('/d/file-10', 5), file('/d/file-2', 5), file('/d/z', 1), file('/d/a', 9), file('/c/z', 5)];
    const oldestFirst = ['/d/z', '/c/z', '/d/file-2', '/d/file-10', '/d/a'];
    expect(inDiscoveryOrder(files, false).map(({ path }) => path)).toEqual(oldestFirst);
    expect(inDiscoveryOrder([...files].reverse(), false).map(({ path }) => path)).toEqual(oldestFirst);
    expect(inDiscoveryOrder(files, true).map(({ path }) => path)).toEqual([
      '/d/a',
      '/c/z',
      '/d/file-2',
      '/d/file-10',
      '/d/z',
    ]);
  });
});

describe('[1.3] limits', () => {
  const files = [3, 1, 4, 1, 5].map((size, i) => file(`f${i}`, i, size));

  it.each<[BatchLimit, number]>([
    [null, 5],
    [{ unit: 'files', max: 2 }, 2],
    [{ unit: 'files', max: 9 }, 5],
    [{ unit: 'bytes', max: 1 }, 1],
    [{ unit: 'bytes', max: 3 }, 1],
    [{ unit: 'bytes', max: 4 }, 2],
    [{ unit: 'bytes', max: 7 }, 2],
    [{ unit: 'bytes', max: 8 }, 3],
    [{ unit: 'bytes', max: 100 }, 5],
  ])('takes with %j the first %i files', (limit, count) => {
    const { batch, rest } = splitBatch(files, limit);
    expect(batch).toEqual(files.slice(0, count));
    expect(rest).toEqual(files.slice(count));
  });

  it('takes nothing of nothing', () => {
    expect(splitBatch([], { unit: 'bytes', max: 1 })).toEqual({ batch: [], rest: [] });
  });

  it('[1.4] keeps leftovers unless they are few', () => {
    const options = { maxCachedFiles: 3, discardCachedInputRatio: 0.5 };
    expect(keepUnread(files, { unit: 'files', max: 10 }, options)).toHaveLength(3);
    expect(keepUnread(files, { unit: 'files', max: 11 }, options)).toEqual([]);
    expect(keepUnread(files, { unit: 'bytes', max: 28 }, options)).toHaveLength(3);
    expect(keepUnread(files, { unit: 'bytes', max: 29 }, options)).toEqual([]);
    expect(keepUnread(files, null, options)).toEqual([]);
  });
});
