import { describe, expect, test } from 'vitest';
import { cutRanges } from './cut-ranges.ts';

const file = (path: string, sizeBytes: number) => ({ path, sizeBytes, modifiedMs: 0 });

/** Each range as `name:from-to` of its pieces. */
function shown(files: Parameters<typeof cutRanges>[0], rangeBytes: number): string[] {
  return cutRanges(files, rangeBytes).map((range) =>
    range.map(({ slice, fromByte, toByte }) => `${slice.path}:${fromByte}-${toByte}`).join(' '),
  );
}

describe('ranges', () => {
  test.each([
    ['no files', [], []],
    ['a file that fits', [file('a', 10)], ['a:0-10']],
    ['a large file', [file('a', 25)], ['a:0-10', 'a:10-20', 'a:20-25']],
    ['small files together', [file('a', 4), file('b', 6), file('c', 1)], ['a:0-4 b:0-6', 'c:0-1']],
    ['the rest of a large file with small ones', [file('a', 13), file('b', 7)], ['a:0-10', 'a:10-13 b:0-7']],
    ['files never out of their order', [file('a', 4), file('b', 9), file('c', 1)], ['a:0-4', 'b:0-9 c:0-1']],
    ['an empty file, which may be gone', [file('a', 10), file('b', 0)], ['a:0-10 b:0-0']],
    ['a packed file, whole', [file('a', 4), file('b.gz', 25), file('c', 4)], ['a:0-4', 'b.gz:0-25', 'c:0-4']],
  ])('%s', (_, files, ranges) => {
    expect(shown(files, 10)).toEqual(ranges);
  });

  test('a range of very many files ends in time', () => {
    const ranges = cutRanges(
      Array.from({ length: 1000 }, (_, i) => file(`${i}`, 1)),
      1_000_000,
    );
    expect(ranges.map((range) => range.length)).toEqual([256, 256, 256, 232]);
  });
});
