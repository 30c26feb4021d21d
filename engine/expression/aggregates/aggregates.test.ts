import { beforeAll, describe, expect, test } from 'vitest';
import { bindText, overBatches, overRows } from '../../testing/call-aggregate.ts';
import { printDataType } from '../../types/data-type-text.ts';
import type { Row, Value } from '../../types/value.ts';
import { loadExpressionParser } from '../parse-expression.ts';
import { aggregateNames, aggregates, findAggregate } from './registry.ts';

/** Columns of one letter a type. */
const columns = {
  i: 'int',
  l: 'bigint',
  d: 'double',
  f: 'float',
  m: 'decimal(4,2)',
  w: 'decimal(20,2)',
  h: 'decimal(38,0)',
  s: 'string',
  b: 'boolean',
  dt: 'date',
  ts: 'timestamp',
  iv: 'interval',
  ar: 'array<int>',
  st: 'struct<p:int,q:string>',
};

beforeAll(loadExpressionParser);

/** Rows with `values` in one column and nulls elsewhere. */
function rowsOf(column: string, values: readonly Value[]): Row[] {
  return values.map((value) => Object.keys(columns).map((name) => (name === column ? value : null)));
}

/** Rows with values in two columns and nulls elsewhere. */
function pairsOf(first: string, left: readonly Value[], second: string, right: readonly Value[]): Row[] {
  return left.map((value, index) =>
    Object.keys(columns).map((name) => (name === first ? value : name === second ? (right[index] ?? null) : null)),
  );
}

const HOUR = 3_600_000_000n;

describe('over one column, at once and over two batches', () => {
  test.each<[string, string, string, Value[], Value]>([
    ['count', '*', 'i', [1, null, 3], 3n],
    ['count', 'i', 'i', [1, null, 3], 2n],
    ['count', 'i', 'i', [], 0n],
    ['count', 'i, 1', 'i', [1, null], 1n],
    ['count_if', 'i > 1', 'i', [1, null, 3, 4], 2n],
    ['count_if', 'b', 'b', [], 0n],
    ['sum', 'l', 'l', [1n, null, 3n], 4n],
    ['sum', 'i * 2', 'i', [1, 4], 10n],
    ['sum', 'l', 'l', [null, null], null],
    ['sum', 'l', 'l', [], null],
    ['sum', 'd', 'd', [0.5, 0.25], 0.75],
    ['sum', 'd', 'd', [1, Number.NaN], Number.NaN],
    ['sum', 'd', 'd', [-0, -0], 0],
    ['sum', 'm', 'm', [1050n, -50n], 1000n],
    ['sum', 'iv', 'iv', [HOUR, 2n * HOUR, null], 3n * HOUR],
    ['sum', 'ts', 'ts', [1_500_000n, 2_000_000n], 3.5],
    ['sum', 's', 's', ['1.5', '2'], 3.5],
    ['avg', 'd', 'd', [1, null, 2], 1.5],
    ['avg', 'd', 'd', [null], null],
    ['avg', 'm', 'm', [100n, 200n, 200n], 1_666_667n],
    ['avg', 'm', 'm', [-100n, -200n, -200n], -1_666_667n],
    ['avg', 'w', 'w', [100n, 200n, 200n], 1_666_667n],
    ['avg', 'iv', 'iv', [1n, 2n], 2n],
    ['avg', 'iv', 'iv', [-1n, -2n], -2n],
    ['avg', 'ts', 'ts', [1_000_000n, 2_000_000n], 1.5],
    ['min', 'i', 'i', [3, null, -1], -1],
    ['max', 'i', 'i', [3, null, -1], 3],
    ['max', 'd', 'd', [1, Number.NaN, Number.POSITIVE_INFINITY], Number.NaN],
    ['min', 'd', 'd', [Number.NaN, 1], 1],
    ['max', 's', 's', ['\uFFFD', '\u{1F600}', 'a'], '\u{1F600}'],
    ['max', 'b', 'b', [false, true, null], true],
    [
      'max',
      'st',
      'st',
      [
        [1, 'x'],
        [1, null],
        [0, 'z'],
      ],
      [1, 'x'],
    ],
    ['max', 'ar', 'ar', [[1, 2], [1, 3], [1]], [1, 3]],
    [
      'max',
      'st.p',
      'st',
      [
        [1, 'x'],
        [7, null],
      ],
      7,
    ],
    ['min', 'ts', 'ts', [5n, -5n], -5n],
    ['min', 's', 's', [null], null],
    ['first', 'i', 'i', [null, 2, 3], null],
    ['first', 'i, true', 'i', [null, 2, 3], 2],
    ['first', 'i, TRUE', 'i', [null, null, null], null],
    ['first', 'i', 'i', [], null],
    ['last', 'i', 'i', [1, 2, null], null],
    ['last', 'i, true', 'i', [1, 2, null], 2],
    ['last', 'i, false', 'i', [1, null, 2], 2],
    ['stddev', 'i', 'i', [5], null],
    ['stddev', 'i', 'i', [null], null],
    ['stddev', 'd', 'd', [1, Number.NaN], Number.NaN],
    ['stddev_pop', 'i', 'i', [5], 0],
    ['var_pop', 'i', 'i', [], null],
    ['variance', 'i', 'i', [5], null],
    ['skewness', 'i', 'i', [1, 1], null],
    ['kurtosis', 'i', 'i', [1, 1], null],
    ['skewness', 'i', 'i', [], null],
    ['collect_list', 'i', 'i', [2, null, 1, 2], [2, 1, 2]],
    ['collect_list', 'i', 'i', [null], []],
    ['collect_set', 'i', 'i', [2, null, 1, 2], [2, 1]],
    ['collect_set', 'd', 'd', [-0, Number.NaN, 0, Number.NaN], [0, Number.NaN]],
    [
      'collect_set',
      'st',
      'st',
      [
        [1, 'x'],
        [1, null],
        [1, 'x'],
      ],
      [
        [1, 'x'],
        [1, null],
      ],
    ],
    ['mode', 'i', 'i', [3, 1, 3, null, null, null], 3],
    ['mode', 'i', 'i', [3, 1, 3, 1], 1],
    ['mode', 'd', 'd', [Number.NaN, 1, Number.NaN], Number.NaN],
    ['mode', 'd', 'd', [-0, -0, 1], 0],
    ['mode', 's, true', 's', [], null],
    ['median', 'i', 'i', [1, 4, 2, null], 2],
    ['median', 'i', 'i', [1, 2], 1.5],
    ['median', 'm', 'm', [1250n, 1350n], 13],
    ['median', 'iv', 'iv', [1n, 4n], 2n],
    ['median', 'd', 'd', [Number.NaN, 1, 2], 2],
    ['median', 'i', 'i', [null], null],
    ['percentile', 'i, 0.3', 'i', [0, 10], 3],
    ['percentile', 'i, 1', 'i', [0, 10], 10],
    ['percentile', 'i, 0.5, 3', 'i', [1, 2, 3], 2],
    ['percentile', 'i, 0.5, 0', 'i', [1, 2, 3], null],
    ['percentile', 'i, 0.5, i', 'i', [1, 5], 5],
    ['percentile_approx', 'i, 0.5', 'i', [0, 6, 7, 9, 10], 7],
    ['percentile_approx', 'i, 0.5, 100', 'i', [null], null],
    ['percentile_approx', 'm, 0.5', 'm', [1250n, 1350n, -1350n], 1250n],
    ['percentile_approx', 'l, 0.5', 'l', [2n ** 63n - 1n], 2n ** 63n - 1n],
    ['percentile_approx', 'l, 0.5', 'l', [-(2n ** 63n)], -(2n ** 63n)],
    ['percentile_approx', 'd, 0.9', 'd', [Number.NaN, 1, 2], Number.NaN],
    ['percentile_approx', 'dt, 0.5', 'dt', [10, 20, 30], 20],
    ['percentile_approx', 'ts, 0.5', 'ts', [10n, 20n, 30n], 20n],
    ['percentile_approx', 's, 1', 's', ['1', '2.5'], 2.5],
    ['approx_count_distinct', 'i', 'i', [1, 2, 2, null], 2n],
    [
      'approx_count_distinct',
      'st',
      'st',
      [
        [1, 'x'],
        [1, null],
        [1, 'x'],
      ],
      2n,
    ],
    ['approx_count_distinct', 'd', 'd', [0, -0, Number.NaN, Number.NaN], 2n],
    ['approx_count_distinct', 'i', 'i', [null], 0n],
    ['approx_count_distinct', 'i, 0.002D', 'i', [1], 1n],
    ['bool_and', 'b', 'b', [true, null, false], false],
    ['bool_and', 'b', 'b', [null, true], true],
    ['bool_or', 'b', 'b', [false, null, true], true],
    ['bool_or', 'i > 5', 'i', [1, null], false],
    ['bool_and', 'b', 'b', [null], null],
    ['bit_and', 'i', 'i', [6, 3, null], 2],
    ['bit_or', 'l', 'l', [2n ** 40n, 1n], 2n ** 40n + 1n],
    ['bit_xor', 'i', 'i', [1, -128], -127],
    ['bit_xor', 'i', 'i', [], null],
    ['try_sum', 'l', 'l', [1n, 2n, null], 3n],
    ['try_sum', 'h', 'h', [10n ** 38n - 1n, 1n], null],
    ['try_sum', 'iv', 'iv', [2n ** 63n - 1n, 1n], null],
    ['try_sum', 'd', 'd', [-0], 0],
    ['try_sum', 'd', 'd', [], null],
    ['try_avg', 'h', 'h', [10n ** 38n - 1n, 1n], null],
    ['try_avg', 'h', 'h', [10n ** 37n - 1n, 1n], null],
    ['try_avg', 'd', 'd', [1, 2], 1.5],
    ['try_avg', 'd', 'd', [], null],
    ['sum', 'DISTINCT i', 'i', [1, 2, 2, null], 3n],
    ['count', 'distinct d', 'd', [0, -0, Number.NaN, Number.NaN, null], 2n],
    ['count', 'DISTINCT i, 1', 'i', [1, null, 1], 1n],
    ['collect_list', 'DISTINCT i', 'i', [1, 2, 1], [1, 2]],
    ['count', 'ALL i', 'i', [1, 1], 2n],
  ])('%s(%s) of %s %s', (name, args, column, values, expected) => {
    const text = { name, args, columns };
    const rows = rowsOf(column, values);
    const half = Math.floor(rows.length / 2);
    expect(overRows(text, rows)).toEqual(expected);
    expect(overBatches(text, [rows.slice(0, half), [], rows.slice(half)])).toEqual(expected);
  });
});

describe('over two columns, at once and over two batches', () => {
  test.each<[string, string, string, Value[], string, Value[], Value]>([
    ['corr', 'i, l', 'i', [1, 2, 2], 'l', [10n, 20n, 20n], 1],
    ['corr', 'i, l', 'i', [1], 'l', [10n], null],
    ['corr', 'i, l', 'i', [], 'l', [], null],
    ['covar_samp', 'i, l', 'i', [1, null, 2], 'l', [10n, 20n, null], null],
    ['covar_pop', 'i, l', 'i', [1], 'l', [10n], 0],
    ['max_by', 's, i', 's', ['a', 'b', 'c', 'd'], 'i', [1, 3, null, 2], 'b'],
    ['min_by', 's, i', 's', ['a', 'b', 'c', 'd'], 'i', [1, 3, null, 2], 'a'],
    ['max_by', 's, i', 's', ['a', 'b', null], 'i', [1, 1, 1], null],
    ['max_by', 's, i', 's', ['a'], 'i', [null], null],
    ['max_by', 's, i, 2', 's', ['a', 'b', 'c', 'd'], 'i', [1, 3, null, 2], ['b', 'd']],
    ['min_by', 's, i, 2', 's', ['a', 'b', null], 'i', [1, 1, 1], ['a', 'b']],
    ['max_by', 's, i, 2', 's', ['a'], 'i', [null], null],
    ['count', 'DISTINCT i, l', 'i', [1, 1, 1], 'l', [null, 2n, 2n], 1n],
  ])('%s(%s) of %s %s and %s %s', (name, args, first, left, second, right, expected) => {
    const text = { name, args, columns };
    const rows = pairsOf(first, left, second, right);
    expect(overRows(text, rows)).toEqual(expected);
    expect(overBatches(text, [rows.slice(0, 1), rows.slice(1)])).toEqual(expected);
  });

  test('the best few of many rows are those of all rows', () => {
    const many = Array.from({ length: 500 }, (_, i) => i);
    const rows = pairsOf(
      's',
      many.map((i) => `v${i}`),
      'i',
      many.map((i) => (i * 37) % 500),
    );
    expect(overRows({ name: 'max_by', args: 's, i, 2', columns }, rows)).toEqual(['v27', 'v54']);
  });
});

describe('where the last bit or an overflow depends on how rows are split, at once', () => {
  test.each<[string, string, Row[], Value]>([
    ['stddev', 'i', rowsOf('i', [1, 2, 2, null]), 0.5773502691896258],
    ['stddev', 'l', rowsOf('l', [10n, 20n, 20n]), 5.773502691896257],
    ['stddev_pop', 'm', rowsOf('m', [1250n, 1350n, -1350n]), 12.498888839501783],
    ['variance', 'l', rowsOf('l', [10n, 20n, 20n]), 33.33333333333333],
    ['var_pop', 'i', rowsOf('i', [1, 2, 2]), 0.22222222222222224],
    ['skewness', 'm', rowsOf('m', [1250n, 1350n, -1350n]), -0.7037135745385799],
    ['kurtosis', 'i', rowsOf('i', [1, 2, 2]), -1.5000000000000004],
    ['covar_samp', 'i, l', pairsOf('i', [1, 2, 2, null], 'l', [10n, 20n, 20n, 3n]), 3.333333333333333],
    ['covar_pop', 'm, f', pairsOf('m', [1250n, 1350n, -1350n], 'f', [1.25, 2.25, 2.25]), -2.7777777777777772],
    ['corr', 'm, f', pairsOf('m', [1250n, 1350n, -1350n], 'f', [1.25, 2.25, 2.25]), -0.4714464290029463],
    ['try_sum', 'l', rowsOf('l', [2n ** 63n - 1n, 1n, -5n]), null],
  ])('%s(%s)', (name, args, rows, expected) => {
    expect(overRows({ name, args, columns }, rows)).toBe(expected);
  });
});

describe('errors of rows', () => {
  test.each<[string, string, string, Value[], string]>([
    ['sum', 'l', 'l', [2n ** 63n - 1n, 1n], 'EXE-101'],
    ['sum', 'h', 'h', [10n ** 38n - 1n, 10n ** 38n - 1n], 'EXE-101'],
    ['sum', 'iv', 'iv', [2n ** 63n - 1n, 1n], 'EXE-101'],
    ['avg', 'h', 'h', [10n ** 38n - 1n, 1n], 'EXE-101'],
    ['avg', 'h', 'h', [10n ** 37n - 1n, 1n], 'EXE-005'],
    ['avg', 'iv', 'iv', [2n ** 63n - 1n, 1n], 'EXE-101'],
    ['corr', 'i, 2', 'i', [1, 2], 'EXE-004'],
    ['percentile', 'i, 0.5, -1', 'i', [1], 'EXP-090'],
    ['stddev', 's', 's', ['a'], 'EXE-001'],
  ])('%s(%s)', (name, args, column, values, code) => {
    expect(() => overRows({ name, args, columns }, rowsOf(column, values))).toThrow(expect.objectContaining({ code }));
  });
});

describe('names and types are Spark’s', () => {
  test.each<[string, string, string, string]>([
    ['count', '*', 'count(1)', 'bigint'],
    ['count', 'i, s', 'count(i, s)', 'bigint'],
    ['count', 'DISTINCT i, s', 'count(DISTINCT i, s)', 'bigint'],
    ['COUNT', 'ALL i', 'count(i)', 'bigint'],
    ['sum', 'i * 2', 'sum((i * 2))', 'bigint'],
    ['sum', 'cast(s as int)', 'sum(CAST(s AS INT))', 'bigint'],
    ['sum', 's', 'sum(s)', 'double'],
    ['sum', 'NULL', 'sum(NULL)', 'double'],
    ['sum', 'ts', 'sum(ts)', 'double'],
    ['sum', 'h', 'sum(h)', 'decimal(38,0)'],
    ['sum', 'm', 'sum(m)', 'decimal(14,2)'],
    ['avg', 'm', 'avg(m)', 'decimal(8,6)'],
    ['mean', 'i', 'mean(i)', 'double'],
    ['avg', 'iv', 'avg(iv)', 'interval'],
    ['max', 'dt', 'max(dt)', 'date'],
    ['max', 'st.p', 'max(st.p)', 'int'],
    ['first', 'i, true', 'first(i)', 'int'],
    ['any_value', 'st', 'any_value(st)', 'struct<p:int,q:string>'],
    ['last_value', 'DISTINCT i', 'last_value(DISTINCT i)', 'int'],
    ['std', 'i', 'std(i)', 'double'],
    ['stddev', 'DISTINCT i', 'stddev(DISTINCT i)', 'double'],
    ['array_agg', 'i', 'collect_list(i)', 'array<int>'],
    ['collect_set', 'st', 'collect_set(st)', 'array<struct<p:int,q:string>>'],
    ['percentile_approx', 'i, 0.5', 'percentile_approx(i, 0.5, 10000)', 'int'],
    ['approx_percentile', 'ts, 0.50, 100L', 'approx_percentile(ts, 0.50, 100)', 'timestamp'],
    ['percentile_approx', 'NULL, 1/2', 'percentile_approx(NULL, (1 / 2), 10000)', 'double'],
    ['percentile_approx', "i, '0.5'", 'percentile_approx(i, 0.5, 10000)', 'int'],
    ['percentile', 'i, 0.5', 'percentile(i, 0.5, 1)', 'double'],
    ['percentile', 'iv, 0.5, i', 'percentile(iv, 0.5, i)', 'interval'],
    ['percentile', 'i, 0.5, NULL', 'percentile(i, 0.5, NULL)', 'double'],
    ['median', 'm', 'median(m)', 'double'],
    ['approx_count_distinct', 'i, 0.1', 'approx_count_distinct(i)', 'bigint'],
    ['count_if', 's', 'count_if(s)', 'bigint'],
    ['every', 'b', 'every(b)', 'boolean'],
    ['some', 'NULL', 'some(NULL)', 'boolean'],
    ['bit_and', 'NULL', 'bit_and(NULL)', 'int'],
    ['bit_or', 'l', 'bit_or(l)', 'bigint'],
    ['mode', 'i', 'mode(i)', 'int'],
    ['mode', 'i, false', 'mode(i)', 'int'],
    ['mode', 'i, true', 'mode() WITHIN GROUP (ORDER BY i DESC)', 'int'],
    ['max_by', 'i, i, 2', 'max_by(i, i, 2)', 'array<int>'],
    ['min_by', 'NULL, i', 'min_by(NULL, i)', 'void'],
    ['corr', 's, m', 'corr(s, m)', 'double'],
  ])('%s(%s)', (name, args, expectedName, type) => {
    const bound = bindText({ name, args, columns });
    if (!bound.ok) throw new Error(bound.error.code);
    expect(bound.value.defaultName).toBe(expectedName);
    expect(printDataType(bound.value.aggregate.resultType)).toBe(type);
  });

  test('counts and collections are never null', () => {
    const never = aggregates.filter((entry) => {
      const args = ['i', 'b', 'i, i', 'i, 0.5'].map((text) => bindText({ name: entry.names[0], args: text, columns }));
      return args.some((bound) => bound.ok && !bound.value.aggregate.nullable);
    });
    expect(never.map(({ names: [name] }) => name)).toEqual([
      'count',
      'approx_count_distinct',
      'count_if',
      'collect_list',
      'collect_set',
    ]);
  });
});

describe('what Spark refuses is refused', () => {
  test.each<[string, string, string]>([
    ['sum', 'i, i', 'PLN-031'],
    ['corr', 'i', 'PLN-031'],
    ['max_by', 'i', 'PLN-031'],
    ['percentile_approx', 'i', 'PLN-031'],
    ['sum', 'dt', 'PLN-032'],
    ['avg', 'b', 'PLN-032'],
    ['median', 'ts', 'PLN-032'],
    ['stddev', 'ts', 'PLN-033'],
    ['corr', 'i, dt', 'PLN-033'],
    ['count_if', 'i', 'PLN-033'],
    ['bool_and', 'i', 'PLN-033'],
    ['bit_and', 's', 'PLN-033'],
    ['bit_xor', 'm', 'PLN-033'],
    ['first', 'i, 1', 'PLN-033'],
    ['first', 'i, b', 'PLN-033'],
    ['first', 'i, 1 = 1', 'PLN-033'],
    ['last', 'i, NULL', 'PLN-033'],
    ['mode', 'i, 1', 'PLN-033'],
    ['mode', 'i, b', 'PLN-034'],
    ['mode', 'i, NULL', 'PLN-035'],
    ['approx_count_distinct', 'i, 1', 'PLN-033'],
    ['approx_count_distinct', "i, '0.1'", 'PLN-033'],
    ['approx_count_distinct', 'i, d', 'PLN-034'],
    ['approx_count_distinct', 'i, 0.5', 'PLN-035'],
    ['approx_count_distinct', 'i, -1.0', 'PLN-035'],
    ['approx_count_distinct', 'i, 0.0', 'PLN-035'],
    ['approx_count_distinct', "i, cast('NaN' as double)", 'PLN-035'],
    ['percentile_approx', 'b, 0.5', 'PLN-033'],
    ['percentile_approx', 'st, 0.5', 'PLN-033'],
    ['percentile_approx', 'i, true', 'PLN-033'],
    ['percentile_approx', 'i, ar', 'PLN-034'],
    ['percentile_approx', 'i, d', 'PLN-034'],
    ['percentile_approx', 'i, 1 / 0', 'PLN-034'],
    ['percentile_approx', 'i, 2', 'PLN-035'],
    ['percentile_approx', 'i, -0.5', 'PLN-035'],
    ['percentile_approx', 'i, NULL', 'PLN-035'],
    ['percentile_approx', 'i, 0.5, 1.5', 'PLN-033'],
    ['percentile_approx', "i, 0.5, '100'", 'PLN-033'],
    ['percentile_approx', 'i, 0.5, i', 'PLN-034'],
    ['percentile_approx', 'i, 0.5, 0', 'PLN-035'],
    ['percentile_approx', 'i, 0.5, 3000000000', 'PLN-035'],
    ['percentile_approx', 'i, 0.5, NULL', 'PLN-035'],
    ['percentile', 'dt, 0.5', 'PLN-032'],
    ['percentile', 'i, 0.5, 1.5', 'PLN-033'],
    ['max_by', 'i, i, 0', 'PLN-035'],
    ['max_by', 'i, i, 100001', 'PLN-035'],
    ['max_by', 'i, i, l', 'PLN-034'],
    ['max_by', "i, i, 'a'", 'PLN-033'],
    ['mode', 'DISTINCT i', 'PLN-037'],
  ])('%s(%s)', (name, args, code) => {
    expect(bindText({ name, args, columns })).toMatchObject({ ok: false, error: { code } });
  });
});

test('names have no letter case, and every name leads to one function', () => {
  expect(findAggregate('MEAN')).toBe(findAggregate('avg'));
  expect(findAggregate('constructor')).toBeUndefined();
  expect(new Set(aggregateNames).size).toBe(aggregateNames.length);
  expect(aggregateNames).toHaveLength(aggregates.flatMap(({ names }) => names).length);
});

test('each aggregate says in both languages what it is, and its usage begins with its name', () => {
  for (const { names, help } of aggregates) {
    expect(help.usage.startsWith(`${names[0]}(`)).toBe(true);
    expect(help.en).not.toBe(help.fr);
    expect([help.en.at(-1), help.fr.at(-1)]).toEqual(['.', '.']);
    expect(help.fr).not.toMatch(/ [:;?!]/);
  }
});
