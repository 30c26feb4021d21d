import { describe, expect, test } from 'vitest';
import {
  chainOf,
  fileNameOf,
  isSnapshotDue,
  missingFor,
  parseFileName,
  removableFiles,
  type StateFileName,
} from './state-chain.ts';

/** `3d` for delta 3, `3s` for snapshot 3. */
const files = (text: string): StateFileName[] =>
  text.split(' ').flatMap((word): StateFileName[] => {
    const version = Number.parseInt(word, 10);
    return word === '' ? [] : [{ kind: word.endsWith('s') ? 'snapshot' : 'delta', version }];
  });
const shown = (list: readonly StateFileName[] | undefined): string =>
  list?.map(({ kind, version }) => `${version}${kind[0]}`).join(' ') ?? '-';

test.each([
  ['7.delta', '7d'],
  ['12.snapshot', '12s'],
  ['0.delta', null],
  ['07.delta', null],
  ['7.delta.tmp', null],
  ['7.DELTA', null],
  ['1234567890123456.delta', null],
  ['_metadata', null],
])('the name %s', (name, expected) => {
  const file = parseFileName(name);
  expect(file === null ? null : shown([file])).toBe(expected);
  if (file !== null) expect(fileNameOf(file)).toBe(name);
});

describe('the files that make a version', () => {
  test.each([
    [0, '', ''],
    [0, '1d 2d', ''],
    [2, '1d 2d 3d', '1d 2d'],
    [2, '2d', '-'],
    [3, '1d 2d 2s 3d', '2s 3d'],
    [3, '2s 3s', '3s'],
    [4, '1d 2d 2s 3d 4d 5d 5s', '2s 3d 4d'],
    [4, '2d 2s 4d', '-'],
    [5, '3s', '-'],
    [999_999_999_999_999, '1d', '-'],
  ])('version %i of %s', (version, found, expected) => {
    expect(shown(chainOf(version, files(found))?.files)).toBe(expected);
  });

  test.each([
    [2, '', '2d'],
    [5, '1d 2d 5d', '4d'],
    [3, '2s', '3d'],
    [3, '2d 3d', '1d'],
  ])('what is missing for version %i of %s', (version, found, expected) => {
    expect(shown([missingFor(version, files(found))])).toBe(expected);
  });
});

describe('a snapshot is due', () => {
  test.each([
    [9, 0, 0, false],
    [10, 0, 0, true],
    [10, 1000, 600_000, true],
    [10, 1000, 2_000_000, false],
    [31, 1000, 2_000_000, true],
    [10, 3_000_000, 2_000_000, true],
  ])('after %i deltas of %i bytes in all, on a snapshot of %i', (deltas, deltaBytes, snapshotBytes, expected) => {
    expect(isSnapshotDue({ deltas, deltaBytes, snapshotBytes })).toBe(expected);
  });

  test('so seldom that snapshots cost at most what the deltas do, counting each file', () => {
    let [sinceBytes, deltas, snapshotBytes, paidBytes, allBytes] = [0, 0, 0, 0, 0];
    for (let version = 1; version <= 5000; version++) {
      sinceBytes += 1000;
      allBytes += 1000 + 65_536;
      deltas++;
      if (!isSnapshotDue({ deltas, deltaBytes: sinceBytes, snapshotBytes })) continue;
      snapshotBytes = version * 1000;
      paidBytes += snapshotBytes;
      [sinceBytes, deltas] = [0, 0];
    }
    expect(paidBytes).toBeGreaterThan(0);
    expect(paidBytes).toBeLessThanOrEqual(allBytes);
  });
});

describe('what nothing needs', () => {
  test.each([
    ['1d 2d 3d', '', ''],
    ['1d 2d 2s 3d', '', ''],
    ['1d 2d 2s 3d 4d 4s 5d', '', '1d 2d'],
    ['2s 4s 6s 1d 3d 4d 5d 6d', '', '1d 2s 3d 4d'],
    ['2s 4s 6s 3d 4d 5d 6d', '4.snapshot', ''],
    ['2s 4s 6s 8s 3d 4d 5d 6d 7d 8d', '6.snapshot', '2s 3d 4d'],
  ])('of %s, of which %s is damaged', (found, damaged, expected) => {
    expect(shown(removableFiles(files(found), new Set([damaged])))).toBe(expected);
  });
});
