import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import * as types from '../../types/data-type.ts';
import type { Value } from '../../types/value.ts';
import { ByteReader } from './byte-reader.ts';
import { ByteWriter } from './byte-writer.ts';
import { readColumn, writeColumn } from './column-codec.ts';
import { valueAt, vectorOf } from './column-vector.ts';
import { StateDamage } from './state-damage.ts';

const { array, decimal, struct } = types;

const wide = fc.oneof(
  fc.bigInt({ min: -300n, max: 300n }),
  fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n }),
  fc.constantFrom(2n ** 53n, -(2n ** 53n), 2n ** 53n - 1n, 2n ** 63n - 1n, -(2n ** 63n), 2n ** 31n, -(2n ** 31n) - 1n),
);
const small = fc.oneof(fc.integer({ min: -128, max: 127 }), fc.integer({ min: -32_768, max: 32_767 }), fc.integer());
const doubles = fc.oneof(fc.double(), fc.constantFrom(-0, Number.NaN, Infinity, -Infinity, 5e-324, 2 ** 53, 0.1));
const texts = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom('', 'é', '\u{1F600}', '\ud800', '\udfff\ud800x', '\ufeffbom', 'a'.repeat(300)),
);
const nested = struct([
  { name: 'a', type: types.BIGINT },
  { name: 'b c', type: array(types.STRING) },
  { name: 'e', type: struct([]) },
]);

/** Every type, with values of it. */
const kinds: readonly (readonly [type: types.DataType, values: fc.Arbitrary<Value>])[] = [
  [types.VOID, fc.constant(null)],
  [types.BOOLEAN, fc.boolean()],
  [types.TINYINT, fc.integer({ min: -128, max: 127 })],
  [types.SMALLINT, fc.integer({ min: -32_768, max: 32_767 })],
  [types.INT, small],
  [types.DATE, small],
  [types.YEAR_MONTH_INTERVAL, small],
  [types.BIGINT, wide],
  [types.TIMESTAMP, wide],
  [types.INTERVAL, wide],
  [types.FLOAT, doubles.map(Math.fround)],
  [types.DOUBLE, doubles],
  [decimal(38, 6), fc.oneof(wide, fc.bigInt({ min: -(10n ** 38n), max: 10n ** 38n }))],
  [types.STRING, texts],
  [types.WINDOW, fc.tuple(wide, wide)],
  [array(types.DOUBLE), fc.array(fc.option(doubles), { maxLength: 4 })],
  [array(array(types.VOID)), fc.array(fc.array(fc.constant(null), { maxLength: 9 }), { maxLength: 3 })],
  [array(struct([])), fc.array(fc.constant([]), { maxLength: 20 })],
  [
    nested,
    fc.tuple<Value[]>(
      fc.option(wide),
      fc.option(fc.array(fc.option(texts), { maxLength: 3 })),
      fc.option(fc.constant([])),
    ),
  ],
];

function written(values: readonly Value[], type: types.DataType): Uint8Array<ArrayBuffer> {
  const to = new ByteWriter();
  writeColumn(to, vectorOf(values, type));
  expect(to.length % 8).toBe(0);
  return to.written.slice();
}

function readAll(bytes: Uint8Array<ArrayBuffer>, type: types.DataType, rows: number): Value[] {
  const from = new ByteReader(bytes);
  const vector = readColumn(from, type, rows);
  if (from.left > 0) throw new StateDamage('structure');
  return Array.from({ length: rows }, (_, row) => valueAt(vector, type, row));
}

describe.each(kinds.map(([type, values]) => [JSON.stringify(type), type, values] as const))('%s', (_, type, values) => {
  const columns = fc.array(fc.option(values, { nil: null, freq: 6 }), { maxLength: 40 });

  test('comes back exactly', () => {
    fc.assert(
      fc.property(columns, (column) => {
        expect(readAll(written(column, type), type, column.length)).toEqual(column);
      }),
      { seed: 20261123, numRuns: 200 },
    );
  });

  test('of bytes that somebody has changed is refused or is some column of the type', () => {
    const change = fc.tuple(fc.nat(), fc.oneof(fc.nat(255), fc.constantFrom(0, 1, 0x7f, 0x80, 0xff)));
    fc.assert(
      fc.property(columns, fc.array(change, { minLength: 1, maxLength: 4 }), fc.nat(60), (column, changes, rows) => {
        const bytes = written(column, type);
        for (const [at, byte] of changes) if (bytes.length > 0) bytes[at % bytes.length] = byte;
        const asked = rows > 40 ? rows * 1000 : column.length;
        try {
          const back = readAll(bytes, type, asked);
          // What was understood can be written again and means the same.
          expect(readAll(written(back, type), type, asked)).toEqual(back);
        } catch (error) {
          expect(error).toBeInstanceOf(StateDamage);
        }
      }),
      { seed: 20261123, numRuns: 300 },
    );
  });
});

test('integers take as few bytes as they need', () => {
  const bytes = (values: readonly bigint[]) => written(values, types.BIGINT).length - 8;
  expect([bytes([1n, 2n]), bytes(Array(100).fill(-128n)), bytes(Array(100).fill(200n))]).toEqual([8, 104, 200]);
  expect([bytes(Array(100).fill(1n << 20n)), bytes(Array(100).fill(1n << 40n)), bytes([1n << 70n])]).toEqual([
    400, 800, 32,
  ]);
});

test('a length that no file holds is refused before room is made for it', () => {
  const to = new ByteWriter();
  // A list of four thousand million nulls.
  for (const word of [9, 0, 3, 0, 0x7fffffff, 0, 0, 0]) to.uint32(word);
  expect(() => readAll(to.written.slice(), array(types.VOID), 1)).toThrow(StateDamage);
});
