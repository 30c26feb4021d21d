import type { AggregateFunction } from './aggregate-function.ts';
import { approxCountDistinct } from './approx-count-distinct.ts';
import { avg, tryAvg } from './avg.ts';
import { bitAnd, bitOr, bitXor } from './bit-aggregates.ts';
import { boolAnd, boolOr } from './boolean-aggregates.ts';
import { kurtosis, skewness, stddev, stddevPop, variance, varPop } from './central-moments.ts';
import { collectList, collectSet } from './collect.ts';
import { count, countIf } from './count.ts';
import { corr, covarPop, covarSamp } from './covariance.ts';
import { max, min } from './extremum.ts';
import { maxBy, minBy } from './extremum-by.ts';
import { first, last } from './first-last.ts';
import { mode } from './mode.ts';
import { median, percentile } from './percentile.ts';
import { percentileApprox } from './percentile-approx.ts';
import { sum, trySum } from './sum.ts';

/** All aggregates, the usual ones first: the order of palettes and reference pages, which find their texts in `help`. */
export const aggregates: readonly AggregateFunction[] = [
  count,
  sum,
  avg,
  min,
  max,
  first,
  last,
  approxCountDistinct,
  countIf,
  collectList,
  collectSet,
  stddev,
  stddevPop,
  variance,
  varPop,
  median,
  percentileApprox,
  percentile,
  mode,
  minBy,
  maxBy,
  boolAnd,
  boolOr,
  bitAnd,
  bitOr,
  bitXor,
  corr,
  covarSamp,
  covarPop,
  skewness,
  kurtosis,
  trySum,
  tryAvg,
];

const byName = new Map(aggregates.flatMap((entry) => entry.names.map((name) => [name, entry] as const)));

/** All names that a group-by's `function` may have, aliases included. */
export const aggregateNames: readonly string[] = [...byName.keys()];

export function findAggregate(name: string): AggregateFunction | undefined {
  return byName.get(name.toLowerCase());
}
