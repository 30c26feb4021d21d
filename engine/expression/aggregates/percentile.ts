import { EngineError } from '../../base/errors/engine-error.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { comparatorOf } from '../../types/compare.ts';
import { array, BIGINT, type DataType, DOUBLE, INTERVAL, isIntegral } from '../../types/data-type.ts';
import { decimalToDouble } from '../../types/decimal.ts';
import type { Value } from '../../types/value.ts';
import type { Expr } from '../expr.ts';
import type { AggregateFunction, AggregateProblem, BoundAggregate } from './aggregate-function.ts';
import { argumentAt, numericArgument, wrongType } from './argument.ts';
import { type Percentages, percentagesOf, percentileResult } from './percentages.ts';
import { countingValues, type ValueCounts } from './value-counts.ts';

/**
 * Exact percentiles, between two values by their distance. Each value counts as often as the third argument says, once
 * where there is none. Skips nulls; none gives null.
 */
export const percentile: AggregateFunction = {
  names: ['percentile'],
  takesStar: false,
  takesDistinct: true,
  minArgs: 2,
  maxArgs: 3,
  help: {
    usage: 'percentile(x, p[, frequency])',
    en: 'The exact percentile at p, 0 to 1, or at each p of an array.',
    fr: 'Le centile exact en p, de 0 à 1, ou en chaque p d’un tableau.',
  },
  bind(args, written) {
    const percentages = percentagesOf(written, args);
    if (!percentages.ok) return percentages;
    const frequency = args[2];
    if (frequency !== undefined && !isIntegral(frequency.type) && frequency.type.kind !== 'void') {
      return err(wrongType(written, 2, 'tinyint, smallint, int, bigint', frequency.type));
    }
    return exact(args, written, percentages.value);
  },
  display: ([value, percentage, frequency = '1'], written) => `${written}(${value}, ${percentage}, ${frequency})`,
};

/** The exact percentile at 0.5. */
export const median: AggregateFunction = {
  names: ['median'],
  takesStar: false,
  takesDistinct: true,
  minArgs: 1,
  maxArgs: 1,
  help: { usage: 'median(x)', en: 'The exact median.', fr: 'La médiane exacte.' },
  bind: (args, written) => exact(args, written, { values: [0.5], isArray: false }),
};

function exact(
  args: readonly Expr[],
  written: string,
  percentages: Percentages,
): Result<BoundAggregate, AggregateProblem> {
  const found = argumentAt(args, 0).type;
  const argument = found.kind === 'interval' ? ok(found) : numericArgument(written, args);
  if (!argument.ok) return argument;
  const type = argument.value;
  const single = type.kind === 'interval' ? INTERVAL : DOUBLE;
  const toNumber = numberOf(type);
  const fromNumber = (value: number): Value => (type.kind === 'interval' ? BigInt(Math.trunc(value)) : value);
  const compare = comparatorOf(type);
  const counting = countingValues(type, (counted) => {
    const ranked = rank(counted, compare);
    if (ranked.total === 0n) return null;
    return percentileResult(
      percentages,
      percentages.values.map((percentage) => fromNumber(valueAt(ranked, percentage, toNumber))),
    );
  });
  const asked = args.length === 3;
  const frequencyType = args[2]?.type.kind === 'void' ? BIGINT : args[2]?.type;
  return ok({
    ...counting,
    resultType: percentages.isArray ? array(single) : single,
    nullable: true,
    argumentTypes: asked && frequencyType !== undefined ? [type, argumentAt(args, 1).type, frequencyType] : [type],
    update(buffer, [value, , frequency]) {
      if (value === null || value === undefined || (asked && frequency === null)) return;
      const times = asked ? BigInt(frequency as number | bigint) : 1n;
      if (times < 0n) throw new EngineError('EXP-090', { function: 'percentile', value: String(times) });
      if (times > 0n) counting.add(buffer, value, times);
    },
  });
}

interface Ranked {
  readonly values: readonly Value[];
  /** How many values there are up to and with each. */
  readonly upTo: readonly bigint[];
  readonly total: bigint;
}

function rank({ values, counts }: ValueCounts, compare: (a: Value, b: Value) => number): Ranked {
  const order = values.map((_, place) => place).sort((a, b) => compare(values[a] ?? null, values[b] ?? null));
  let total = 0n;
  const upTo = order.map((place) => {
    total += counts[place] ?? 0n;
    return total;
  });
  return { values: order.map((place) => values[place] ?? null), upTo, total };
}

function valueAt({ values, upTo, total }: Ranked, percentage: number, toNumber: (value: Value) => number): number {
  const position = Number(total - 1n) * percentage;
  const lower = Math.floor(position);
  const higher = Math.ceil(position);
  const placeOf = (index: number): number => upTo.findIndex((count) => count >= BigInt(index) + 1n);
  const below = placeOf(lower);
  const above = placeOf(higher);
  const start = toNumber(values[below] ?? null);
  if (below === above) return start;
  return (higher - position) * start + (position - lower) * toNumber(values[above] ?? null);
}

function numberOf(type: DataType): (value: Value) => number {
  if (type.kind === 'decimal') return (value) => decimalToDouble(value as bigint, type.scale);
  return (value) => Number(value as number | bigint);
}
