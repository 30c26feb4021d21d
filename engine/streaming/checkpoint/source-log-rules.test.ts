import { describe, expect, test } from 'vitest';
import { isCompactionDue, type SourceLogFacts, sortOut } from './source-log-rules.ts';

const whole = (compactId: number | null, ids: number[], replaced: string[] = []): SourceLogFacts => ({
  kind: 'whole',
  compactId,
  ids,
  replaced,
});
const gap = (missing: string): SourceLogFacts => ({ kind: 'gap', missing });

const table: readonly (readonly [string, readonly string[], SourceLogFacts])[] = [
  ['nothing', [], whole(null, [])],
  ['entries in any order', ['2', '10', '0', '1', ...'3456789'], whole(null, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10])],
  ['names that are none', ['0', '.1.x.tmp', '01', '1e3', 'lock', '-1', '0.crc'], whole(null, [0])],
  ['a compact file and later ones', ['10', '9.compact', '11'], whole(9, [10, 11])],
  ['what a compact file stands for', ['8', '9', '9.compact', '10'], whole(9, [10], ['8', '9'])],
  ['two compact files', ['9.compact', '19.compact', '20'], whole(19, [20], ['9.compact'])],
  ['a compact file alone', ['9.compact'], whole(9, [])],
  ['a gap', ['0', '2'], gap('1')],
  ['no beginning', ['1', '2'], gap('0')],
  ['no compact file', ['10', '11'], gap('9.compact')],
  ['a gap behind a compact file', ['9.compact', '11'], gap('10')],
];

describe('the files of a source log', () => {
  test.each(table)('%s', (_, names, expected) => {
    expect(sortOut(names)).toEqual(expected);
  });

  test.each([
    [-1, 0, 0, 0, false],
    [9, 0, 0, 0, false],
    [8, 9, 0, 9, false],
    [9, 10, 0, 10, true],
    [10, 1, 10, 1, false],
    [19, 10, 10, 10, true],
    [49, 10, 40, 10, true],
    [59, 10, 50, 10, false],
    [69, 20, 50, 20, true],
    [9_999, 999, 100_000, 999, false],
    [9_999, 1_000, 100_000, 1_000, true],
  ])('at id %i, with %i files and %i + %i entries, are put together: %s', (id, files, compacted, since, isDue) => {
    expect(isCompactionDue(id, files, { compacted, since })).toBe(isDue);
  });
});
