import { describe, expect, test } from 'vitest';
import { BIGINT, type DataType, DOUBLE, INT } from '../../types/data-type.ts';
import type { Value } from '../../types/value.ts';
import type { Expr } from '../expr.ts';
import { precisionFor } from './hyper-log-log.ts';
import { biasTable } from './hyper-log-log-bias.ts';
import { findAggregate } from './registry.ts';

const x: Expr = { kind: 'column', index: 0, name: 'x', type: BIGINT, nullable: true };
const constant = (value: Value, type: DataType): Expr => ({
  kind: 'literal',
  type,
  value,
  display: String(value),
  nullable: false,
});

function bind(name: string, ...more: Expr[]) {
  const bound = findAggregate(name)?.bind([x, ...more], name);
  if (bound?.ok !== true) throw new Error(`${name} cannot be bound`);
  return bound.value;
}

/** Whole numbers from 0 to n, as `range(n)` has them on Spark. */
function countDistinct(n: number, rsd: number): bigint {
  const aggregate = bind('approx_count_distinct', constant(rsd, DOUBLE));
  const buffer = aggregate.initial();
  for (let i = 0; i < n; i++) aggregate.update(buffer, [BigInt(i)]);
  return aggregate.result(buffer) as bigint;
}

describe('approx_count_distinct over range(n) is Spark 4.2’s', () => {
  const rsds = [0.05, 0.01, 0.1, 0.3, 0.2, 0.0275];
  test.each<[number, readonly number[]]>([
    [0, [0, 0, 0, 0, 0, 0]],
    [10, [10, 10, 10, 13, 12, 10]],
    [100, [103, 100, 101, 80, 111, 100]],
    [300, [296, 301, 274, 302, 314, 295]],
    [500, [484, 500, 410, 374, 394, 489]],
    [1000, [1026, 996, 928, 979, 748, 998]],
    [1500, [1400, 1507, 1404, 1505, 1408, 1480]],
    [2000, [1947, 2013, 2096, 2442, 2042, 1988]],
    [5000, [4671, 4957, 4570, 5387, 4700, 4785]],
    [20000, [19522, 19867, 18211, 24816, 18488, 19136]],
  ])('n = %i', (n, expected) => {
    expect(rsds.map((rsd) => Number(countDistinct(n, rsd)))).toEqual(expected);
  });

  test('a finer deviation takes more registers', () => {
    expect([0.39, 0.3, 0.05, 0.01].map(precisionFor)).toEqual([4, 4, 9, 14]);
  });
});

describe('bias tables', () => {
  test.each(Array.from({ length: 15 }, (_, i) => i + 4))('precision %i', (precision) => {
    const { threshold, estimates, biases } = biasTable(precision);
    expect(estimates).toHaveLength(biases.length);
    expect(threshold).toBeLessThan(5 * 2 ** precision);
    // Each estimate is a whole cardinality and its bias.
    for (const [i, estimate] of estimates.entries()) {
      const cardinality = estimate - (biases[i] ?? 0);
      expect(Math.abs(cardinality - Math.round(cardinality))).toBeLessThan(1e-6);
    }
    expect(estimates[0]).toBe(1 + (biases[0] ?? 0));
  });

  test('figures as published', () => {
    const table = biasTable(4);
    expect([table.threshold, table.estimates.length]).toEqual([10, 79]);
    expect([...table.estimates.slice(0, 4)]).toEqual([11, 11.717, 12.207, 12.7896]);
    expect([...table.biases.slice(30, 31)]).toEqual([0.999600000000001]);
    expect(biasTable(18).estimates.at(-1)).toBe(1303455.691);
  });
});

/** The values that the same expression has over range(n) on Spark, merged once into an empty buffer as Spark does. */
function percentiles(n: number, accuracy: number): number[] {
  return [0.1, 0.37, 0.5, 0.93].map((percentage) => {
    const aggregate = bind('percentile_approx', constant(percentage, DOUBLE), constant(accuracy, INT));
    const buffer = aggregate.initial();
    for (let i = 0; i < n; i++) aggregate.update(buffer, [BigInt((i * 7919) % 100003)]);
    const stored = aggregate.initial();
    aggregate.merge(stored, buffer);
    return Number(aggregate.result(stored));
  });
}

describe('percentile_approx is Spark 4.2’s, beyond the accuracy’s guarantee too', () => {
  test.each<[number, number, readonly number[]]>([
    [10, 5, [0, 23757, 23757, 71271]],
    [10, 100, [0, 23757, 31676, 71271]],
    [1000, 1, [0, 0, 0, 0]],
    [1000, 5, [0, 21726, 44048, 99984]],
    [1000, 100, [9130, 36744, 49638, 91972]],
    [1000, 10000, [9838, 36837, 49843, 92997]],
    [49999, 100, [9112, 36349, 49805, 92159]],
    [50000, 100, [9272, 36457, 49892, 92017]],
    [60000, 1000, [10027, 36928, 49975, 92905]],
    [120000, 5, [0, 21602, 42397, 100002]],
    [120000, 100, [9272, 36457, 49874, 92767]],
    [120000, 10000, [9991, 36992, 49996, 92998]],
  ])('%i rows, accuracy %i', (n, accuracy, expected) => {
    expect(percentiles(n, accuracy)).toEqual(expected);
  });
});
