import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { comparatorOf } from './compare.ts';
import { array, BIGINT, BOOLEAN, type DataType, DOUBLE, INT, STRING, struct, TIMESTAMP, WINDOW } from './data-type.ts';
import { makeGroupKey } from './group-key.ts';
import type { Value } from './value.ts';

describe('values that are one group', () => {
  test.each([
    ['NaN', [DOUBLE], [Number.NaN], [-Number.NaN]],
    ['zeros', [DOUBLE], [0], [-0]],
    ['zeros in arrays', [array(DOUBLE)], [[0, Number.NaN]], [[-0, Number.NaN]]],
    ['nulls', [STRING, INT], [null, null], [null, null]],
    ['no columns', [], [], []],
  ] as [string, DataType[], Value[], Value[]][])('%s', (_, types, a, b) => {
    const key = makeGroupKey(types);
    expect(key(a)).toBe(key(b));
  });
});

describe('values that are different groups', () => {
  test.each([
    ['null and the empty text', [STRING], [[null], ['']]],
    ['null and texts like its mark', [STRING], [[null], ['~'], [':~'], [':']]],
    [
      'texts that move between columns',
      [STRING, STRING],
      [
        ['a', 'bc'],
        ['ab', 'c'],
        ['', 'abc'],
        ['abc', ''],
      ],
    ],
    [
      'texts with lengths in them',
      [STRING, STRING],
      [
        ['1:a', ''],
        ['', '1:a'],
        ['1', ':a'],
        ['3:1:', 'a'],
      ],
    ],
    [
      'nulls and texts in two columns',
      [STRING, STRING],
      [
        [null, 'x'],
        ['x', null],
        ['~', 'x'],
        [null, null],
        ['', null],
      ],
    ],
    [
      'three columns',
      [STRING, INT, STRING],
      [
        ['a', 1, ';'],
        ['a;1', 1, ''],
        ['a', 11, ''],
        ['a', 1, '1;'],
        ['a', null, ''],
      ],
    ],
    ['null struct and struct of nulls', [WINDOW], [[null], [[null, null]], [[null, 0n]], [[0n, null]], [[0n, 0n]]]],
    [
      'arrays',
      [array(STRING)],
      [[null], [[]], [[null]], [['']], [['', '']], [['~']], [['1:a']], [['a', '']], [['', 'a']]],
    ],
    ['nested arrays', [array(array(INT))], [[[[1], [2]]], [[[1, 2]]], [[[1], [], [2]]], [[[1, 2], []]]]],
    [
      'booleans',
      [BOOLEAN, BOOLEAN],
      [
        [true, false],
        [false, true],
        [null, true],
        [true, null],
      ],
    ],
    ['large integers', [BIGINT], [[2n ** 53n], [2n ** 53n + 1n], [-(2n ** 53n)]]],
    ['lone surrogates', [STRING], [['\ud800'], ['\udc00'], ['\ufffd']]],
  ] as [string, DataType[], Value[][]][])('%s', (_, types, rows) => {
    const key = makeGroupKey(types);
    expect(new Set(rows.map(key)).size).toBe(rows.length);
  });
});

describe('keys are equal exactly when the values are', () => {
  const text = fc.oneof(
    fc.string({ maxLength: 4, unit: 'binary' }),
    fc.constantFrom('', '~', ':', '1:', ';', '(', '0['),
  );
  const columns = {
    string: [STRING, text],
    double: [DOUBLE, fc.oneof(fc.double(), fc.constantFrom(0, -0, Number.NaN))],
    timestamp: [TIMESTAMP, fc.bigInt({ min: -3n, max: 3n })],
    array: [array(STRING), fc.array(fc.option(text), { maxLength: 3 })],
    struct: [
      struct([
        { name: 'a', type: STRING },
        { name: 'b', type: INT },
      ]),
      fc.tuple(fc.option(text), fc.option(fc.integer({ min: 0, max: 12 }))),
    ],
  } as const;

  test.each([
    [['string']],
    [['double', 'string']],
    [['struct', 'timestamp']],
    [['array', 'string']],
    [['string', 'struct', 'array']],
    [['string', 'string', 'string', 'timestamp']],
  ] as (keyof typeof columns)[][][])('%s', (names) => {
    const types = names.map((name) => columns[name][0]);
    const row = fc.tuple(...names.map((name) => fc.option(columns[name][1] as fc.Arbitrary<Value>)));
    const key = makeGroupKey(types);
    const same = (a: readonly Value[], b: readonly Value[]) =>
      types.every((type, i) => comparatorOf(type)(a[i] ?? null, b[i] ?? null) === 0);
    fc.assert(
      fc.property(row, row, (a, b) => (key(a) === key(b)) === same(a, b)),
      { seed: 20_160_726, numRuns: 2_000 },
    );
  });
});
