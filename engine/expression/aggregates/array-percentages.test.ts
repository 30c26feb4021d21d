import { expect, test } from 'vitest';
import { array, BIGINT, type DataType, DOUBLE, STRING } from '../../types/data-type.ts';
import { printDataType } from '../../types/data-type-text.ts';
import type { Value } from '../../types/value.ts';
import type { Expr } from '../expr.ts';
import { bindAggregate } from './bind-aggregate.ts';
import { findAggregate } from './registry.ts';

const x: Expr = { kind: 'column', index: 0, name: 'x', type: BIGINT, nullable: true };
const listOf = (value: Value, element: DataType = DOUBLE): Expr => ({
  kind: 'literal',
  type: array(element),
  value,
  display: 'array(…)',
  nullable: value === null,
});

function bind(name: string, percentages: Expr) {
  const found = findAggregate(name);
  if (found === undefined) throw new Error(`no aggregate ${name}`);
  return bindAggregate(found, name, [x, percentages], false);
}

test.each<[string, Value, Value, string]>([
  ['percentile_approx', [0.25, 0.5], [10n, 20n], 'array<bigint>'],
  ['percentile_approx', [0.5, 0.25, 1], [20n, 10n, 30n], 'array<bigint>'],
  ['percentile_approx', [], null, 'array<bigint>'],
  ['percentile', [0.25, 0.5], [15, 20], 'array<double>'],
  ['percentile', [], null, 'array<double>'],
])('%s at %j gives a value for each', (name, percentages, expected, type) => {
  const bound = bind(name, listOf(percentages));
  if (!bound.ok) throw new Error(bound.error.code);
  const { aggregate } = bound.value;
  expect(printDataType(aggregate.resultType)).toBe(type);
  const buffer = aggregate.initial();
  expect(aggregate.result(buffer)).toBeNull();
  for (const value of [30n, 10n, 20n, null]) aggregate.update(buffer, [value]);
  expect(aggregate.result(buffer)).toEqual(expected);
});

test.each<[Expr, string]>([
  [listOf([0.1, 2]), 'PLN-035'],
  [listOf([0.1, null]), 'PLN-035'],
  [listOf(null), 'PLN-035'],
  [listOf(['0.5'], STRING), 'PLN-033'],
  [listOf([[0.5]], array(DOUBLE)), 'PLN-033'],
])('refused', (percentages, code) => {
  for (const name of ['percentile', 'percentile_approx']) {
    expect(bind(name, percentages)).toMatchObject({ ok: false, error: { code } });
  }
});
