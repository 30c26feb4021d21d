import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { overBatches, overRows, ready, savedAndRead } from '../../testing/call-aggregate.ts';
import type { Row, Value } from '../../types/value.ts';
import { loadExpressionParser } from '../parse-expression.ts';
import { aggregates } from './registry.ts';

beforeAll(loadExpressionParser);

const columns = {
  i: 'int',
  l: 'bigint',
  d: 'double',
  s: 'string',
  b: 'boolean',
  w: 'decimal(20,2)',
  st: 'struct<p:int>',
};

const nullable = <T extends Value>(values: fc.Arbitrary<T>): fc.Arbitrary<T | null> => fc.option(values, { nil: null });

const row: fc.Arbitrary<Row> = fc.tuple(
  nullable(fc.integer({ min: -20, max: 20 })),
  nullable(fc.bigInt({ min: -(2n ** 40n), max: 2n ** 40n })),
  nullable(fc.oneof(fc.integer({ min: -50, max: 50 }), fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, 0.1))),
  nullable(fc.string({ maxLength: 3 })),
  nullable(fc.boolean()),
  nullable(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n })),
  nullable(fc.tuple(nullable(fc.integer({ min: 0, max: 3 })))),
);

const batches = fc.array(fc.array(row, { maxLength: 12 }), { minLength: 1, maxLength: 6 });

/** Aggregates whose result is the same however the rows are split into batches. */
const exact: readonly [string, string][] = [
  ['count', '*'],
  ['count', 'i, s'],
  ['count_if', 'b'],
  ['sum', 'l'],
  ['sum', 'w'],
  ['try_sum', 'l'],
  ['avg', 'w'],
  ['avg', 'i'],
  ['min', 'd'],
  ['max', 'd'],
  ['max', 's'],
  ['min', 'st'],
  ['first', 's'],
  ['first', 'i, true'],
  ['last', 'st'],
  ['last', 'i, true'],
  ['collect_list', 'st'],
  ['collect_set', 'd'],
  ['mode', 'i'],
  ['median', 'i'],
  ['percentile', 'l, 0.3'],
  ['percentile', 'i, 0.7, abs(i)'],
  ['percentile_approx', 'i, 0.4'],
  ['percentile_approx', 'w, 0.9'],
  ['approx_count_distinct', 's'],
  ['approx_count_distinct', 'd, 0.3'],
  ['bool_and', 'b'],
  ['bool_or', 'b'],
  ['bit_and', 'i'],
  ['bit_or', 'l'],
  ['bit_xor', 'i'],
  ['max_by', 's, i'],
  ['min_by', 'i, d'],
  ['max_by', 's, i, 3'],
  ['count', 'DISTINCT s'],
  ['sum', 'DISTINCT i'],
];

/** Those whose doubles are rounded in another order. */
const rounded: readonly [string, string][] = [
  ['sum', 'i / 3'],
  ['avg', 'i / 3'],
  ['stddev', 'i'],
  ['stddev_pop', 'i'],
  ['variance', 'i'],
  ['var_pop', 'i'],
  ['skewness', 'i'],
  ['kurtosis', 'i'],
  ['covar_samp', 'i, l'],
  ['covar_pop', 'i, l'],
];

describe('split into batches, with a restart after each, the result is that of all rows', () => {
  test.each(exact)('%s(%s)', (name, args) => {
    const text = { name, args, columns };
    fc.assert(
      fc.property(batches, (split) => {
        expect(overBatches(text, split)).toEqual(overRows(text, split.flat()));
      }),
      { numRuns: 25 },
    );
  });

  test.each(rounded)('%s(%s), but for rounding', (name, args) => {
    const text = { name, args, columns };
    fc.assert(
      fc.property(batches, (split) => {
        const [parted, whole] = [overBatches(text, split), overRows(text, split.flat())];
        // A moment that is only rounding noise counts as none, and then there is no shape to tell.
        if (name === 'skewness' || name === 'kurtosis') {
          if (parted === null || whole === null) return;
        }
        if (typeof whole !== 'number') expect(parted).toBe(whole);
        else expect(Math.abs((parted as number) - whole)).toBeLessThanOrEqual(1e-6 * Math.max(1, Math.abs(whole)));
      }),
      { numRuns: 25 },
    );
  });
});

test.each([...exact, ...rounded])('%s(%s) leaves the stored arrays alone and keeps none of a batch’s', (name, args) => {
  const { aggregate, gather } = ready({ name, args, columns });
  fc.assert(
    fc.property(fc.array(row, { maxLength: 8 }), fc.array(row, { maxLength: 8 }), (early, late) => {
      const stored = aggregate.initial();
      aggregate.merge(stored, gather(early));
      const before = savedAndRead(stored, aggregate);
      const partial = gather(late);
      const merged = [...stored];
      aggregate.merge(merged, partial);
      expect(stored).toEqual(before);
      // A struct among them is a row’s own value, which nobody changes.
      const parts = new Set(partial.filter((_, index) => aggregate.bufferTypes[index]?.kind === 'array'));
      expect(merged.some((value) => parts.has(value))).toBe(false);
    }),
    { numRuns: 10 },
  );
});

test('no aggregate is left out', () => {
  const tried = new Set([...exact, ...rounded].map(([name]) => name));
  const left = aggregates.map(({ names: [name] }) => name).filter((name) => !tried.has(name));
  // A correlation may divide by a spread that is rounding noise; the last is made of parts that are tried.
  expect(left).toEqual(['corr', 'try_avg']);
});
