import { describe, expect, test } from 'vitest';
import { BIGINT, DATE, type DataType, DOUBLE, decimal, INT, STRING, TIMESTAMP, VOID } from '../../types/data-type.ts';
import { printDataType } from '../../types/data-type-text.ts';
import type { Value } from '../../types/value.ts';
import { aggregateNames, findAggregate } from './registry.ts';

function bind(name: string, ...types: DataType[]) {
  const bound = findAggregate(name)?.bind(types);
  if (bound?.ok !== true) throw new Error(`${name} does not take ${types.map(printDataType).join(', ')}`);
  return bound.value;
}

/** The aggregate over all values at once, and over two halves that are merged. */
function both(name: string, type: DataType, values: readonly Value[]): [Value, Value] {
  const aggregate = bind(name, type);
  const over = (part: readonly Value[]) => {
    const buffer = aggregate.initial();
    for (const value of part) aggregate.update(buffer, [value]);
    return buffer;
  };
  const half = Math.floor(values.length / 2);
  const merged = over(values.slice(0, half));
  aggregate.merge(merged, over(values.slice(half)));
  return [aggregate.result(over(values)), aggregate.result(merged)];
}

describe('aggregates, at once and merged', () => {
  test.each<[string, DataType, Value[], Value]>([
    ['count', INT, [1, null, 3], 2n],
    ['count', INT, [], 0n],
    ['sum', BIGINT, [1n, null, 3n], 4n],
    ['sum', BIGINT, [null, null], null],
    ['sum', BIGINT, [], null],
    ['sum', DOUBLE, [0.5, 0.25], 0.75],
    ['sum', DOUBLE, [1, Number.NaN], Number.NaN],
    ['sum', decimal(10, 2), [1050n, -50n], 1000n],
    ['avg', DOUBLE, [1, null, 2], 1.5],
    ['avg', DOUBLE, [null], null],
    ['avg', decimal(3, 1), [10n, 20n, 20n], 166667n],
    ['avg', decimal(3, 1), [-10n, -20n, -20n], -166667n],
    ['min', INT, [3, null, -1], -1],
    ['max', INT, [3, null, -1], 3],
    ['max', DOUBLE, [1, Number.NaN, Number.POSITIVE_INFINITY], Number.NaN],
    ['min', DOUBLE, [Number.NaN, 1], 1],
    ['max', STRING, ['\uFFFD', '\u{1F600}', 'a'], '\u{1F600}'],
    ['min', TIMESTAMP, [5n, -5n], -5n],
    ['min', STRING, [null], null],
  ])('%s over %j', (name, type, values, expected) => {
    expect(both(name, type, values)).toEqual([expected, expected]);
  });

  test('mean is another name of avg, and names have no letter case', () => {
    expect(findAggregate('MEAN')).toBe(findAggregate('avg'));
    expect(aggregateNames).toEqual(['count', 'sum', 'avg', 'mean', 'min', 'max']);
    expect(findAggregate('constructor')).toBeUndefined();
  });

  test.each<[string, DataType, string]>([
    ['sum', INT, 'bigint'],
    ['sum', STRING, 'double'],
    ['sum', VOID, 'double'],
    ['sum', decimal(38, 2), 'decimal(38,2)'],
    ['avg', INT, 'double'],
    ['avg', decimal(10, 2), 'decimal(14,6)'],
    ['max', DATE, 'date'],
    ['count', STRING, 'bigint'],
  ])('%s over a type gives a type', (name, type, expected) => {
    expect(printDataType(bind(name, type).resultType)).toBe(expected);
  });

  test.each(['sum', 'avg'])('%s takes numbers only', (name) => {
    expect(findAggregate(name)?.bind([DATE])).toMatchObject({ ok: false, error: { code: 'PLN-032' } });
    expect(findAggregate(name)?.bind([])).toMatchObject({ ok: false, error: { code: 'PLN-031' } });
  });

  test.each<[DataType, Value]>([
    [BIGINT, 2n ** 63n - 1n],
    [decimal(38, 0), 10n ** 38n - 1n],
  ])('a sum that does not fit is an error, not a wrong number', (type, most) => {
    expect(() => both('sum', type, [most, type === BIGINT ? 1n : most])).toThrow(
      expect.objectContaining({ code: 'EXE-101' }),
    );
  });
});
