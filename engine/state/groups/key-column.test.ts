import { describe, expect, test } from 'vitest';
import {
  array,
  BIGINT,
  BOOLEAN,
  DATE,
  type DataType,
  DOUBLE,
  decimal,
  INT,
  STRING,
  TIMESTAMP,
  WINDOW,
} from '../../types/data-type.ts';
import type { Value } from '../../types/value.ts';
import { foldPart, hashParts } from './group-hash.ts';
import { KeyColumn } from './key-column.ts';

describe('the part of a value', () => {
  test.each<[string, DataType, Value, number]>([
    ['a null', BIGINT, null, 0.5],
    ['the first text', STRING, 'a', 0],
    ['true', BOOLEAN, true, 1],
    ['an integer', INT, -7, -7],
    ['a wide one', BIGINT, 2n ** 53n - 1n, 2 ** 53 - 1],
    ['one that is not safe', BIGINT, 2n ** 53n, 0.25],
    ['a day', DATE, 17_000, 17_000],
    ['a moment', TIMESTAMP, -5n, -5],
    ['a double', DOUBLE, 2, 0.25],
    ['a decimal', decimal(10, 2), 250n, 0.25],
    ['an array', array(INT), [1], 0.25],
    ['a window', WINDOW, [10n, 20n], 10],
    ['a window without end', WINDOW, [10n, null], 0.25],
    ['a window too late for numbers', WINDOW, [2n ** 60n, 2n ** 60n + 10n], 0.25],
  ])('%s', (_, type, value, part) => {
    const column = new KeyColumn(type);
    expect(column.partOf(value)).toBe(part);
    expect(column.partOf(value)).toBe(part);
    expect(column.valueOf(part)).toEqual(value);
    expect(column.reader()(part)).toEqual(value);
  });

  test('equal values have one, different ones have two', () => {
    const column = new KeyColumn(DOUBLE);
    const parts = [0, -0, Number.NaN, 0.25, Number.NaN, 0.5].map((value) => column.partOf(value));
    expect(parts).toEqual([0.25, 0.25, 1.25, 2.25, 1.25, 3.25]);
  });

  test('minus zero comes back as zero, also from within an array', () => {
    const [double, list] = [new KeyColumn(DOUBLE), new KeyColumn(array(DOUBLE))];
    expect(double.valueOf(double.partOf(-0))).toBe(0);
    expect(list.valueOf(list.partOf([-0, null]))).toEqual([0, null]);
  });
});

test('windows of one length are their starts, those of another one are pooled', () => {
  const column = new KeyColumn(WINDOW);
  const windows: Value[] = [[0n, 10n], [-10n, 0n], [0n, 5n], null];
  const parts = windows.map((window) => column.partOf(window));
  expect(parts).toEqual([0, -10, 0.25, 0.5]);
  expect(parts.map((part) => column.valueOf(part))).toEqual(windows);
  expect(parts.map((part) => column.eventTimeOf(part))).toEqual([10, 0, Number.NaN, Number.NaN]);
});

test('the hash is the formula that loops write', () => {
  const parts = [3, 1_469_498_400_000_000, 0.5, -7];
  let hash = 0;
  for (const part of parts) {
    hash = Math.imul((hash ^ part ^ (part / 4294967296)) | 0, 0x9e3779b1);
    hash ^= hash >>> 15;
  }
  expect(hashParts(parts)).toBe(hash);
  // Of a code the high half may be left out.
  expect(foldPart(hash, 12_345)).toBe(
    ((folded) => folded ^ (folded >>> 15))(Math.imul((hash ^ 12_345) | 0, 0x9e3779b1)),
  );
});
