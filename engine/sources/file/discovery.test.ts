import { describe, expect, it } from 'vitest';
import { type BatchLimit, batchSize, inDiscoveryOrder, isHiddenName, unreadToKeep } from './discovery.ts';

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
    expect(batchSize(files, 0, limit)).toBe(count);
    expect(batchSize([file('taken', 0, 1000), ...files], 1, limit)).toBe(count);
  });

  it('takes nothing of nothing', () => {
    for (const limit of [null, { unit: 'bytes', max: 1 }, { unit: 'files', max: 1 }] as const) {
      expect(batchSize([], 0, limit)).toBe(0);
      expect(batchSize(files, files.length, limit)).toBe(0);
    }
  });

  it('[1.4] keeps leftovers unless they are few', () => {
    const options = { maxCachedFiles: 3, discardCachedInputRatio: 0.5 };
    expect(unreadToKeep(files, 0, { unit: 'files', max: 10 }, options)).toBe(3);
    expect(unreadToKeep(files, 0, { unit: 'files', max: 11 }, options)).toBe(0);
    expect(unreadToKeep(files, 0, { unit: 'bytes', max: 28 }, options)).toBe(3);
    expect(unreadToKeep(files, 0, { unit: 'bytes', max: 29 }, options)).toBe(0);
    expect(unreadToKeep(files, 0, null, options)).toBe(0);
    expect(unreadToKeep(files, 4, { unit: 'files', max: 2 }, options)).toBe(1);
    expect(unreadToKeep(files, 5, { unit: 'files', max: 2 }, options)).toBe(0);
  });
});
