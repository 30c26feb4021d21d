import { err, ok } from '../../base/result.ts';
import { comparatorOf } from '../../types/compare.ts';
import { array, BIGINT, type DataType, isIntegral, struct } from '../../types/data-type.ts';
import type { Value } from '../../types/value.ts';
import type { AggregateFunction, AggregateHelp, BoundAggregate } from './aggregate-function.ts';
import { argumentAt, constantArgument, outOfRange, wrongType } from './argument.ts';
import { listed } from './value-counts.ts';

/** As many values as Spark lets a call ask for. */
const VALUES_MAX = 100_000;

/**
 * The x of the row with the least or greatest y; rows where y is null do not count, and of equal ones the latest wins. With
 * a third argument k, an array of the x of the k best rows, best first; of equal ones the earliest first.
 */
function extremumBy(name: 'min_by' | 'max_by', help: AggregateHelp): AggregateFunction {
  const sign = name === 'min_by' ? -1 : 1;
  return {
    names: [name],
    takesStar: false,
    takesDistinct: true,
    minArgs: 2,
    maxArgs: 3,
    help,
    bind(args, written) {
      const value = argumentAt(args, 0).type;
      const order = argumentAt(args, 1).type;
      const count = args[2];
      if (count === undefined) return ok(bestOne(value, order, sign));
      if (!isIntegral(count.type)) return err(wrongType(written, 2, 'int', count.type));
      const limit = constantArgument(written, args, 2, BIGINT);
      if (!limit.ok) return limit;
      const k = limit.value === null ? 0 : Number(limit.value);
      if (k < 1 || k > VALUES_MAX) return err(outOfRange(written, 2, limit.value, `1..${VALUES_MAX}`));
      return ok(bestFew(value, order, sign, k));
    },
  };
}

function bestOne(value: DataType, order: DataType, sign: number): BoundAggregate {
  const compare = comparatorOf(order);
  const accumulate = (buffer: Value[], x: Value, y: Value): void => {
    if (y === null) return;
    const best = buffer[1] ?? null;
    if (best !== null && compare(best, y) * sign > 0) return;
    buffer[0] = x;
    buffer[1] = y;
  };
  return {
    resultType: value,
    nullable: true,
    argumentTypes: [value, order],
    bufferTypes: [value, order],
    initial: () => [null, null],
    update: (buffer, [x, y]) => accumulate(buffer, x ?? null, y ?? null),
    merge: (stored, [x, y]) => accumulate(stored, x ?? null, y ?? null),
    result: ([x]) => x ?? null,
  };
}

function bestFew(value: DataType, order: DataType, sign: number, k: number): BoundAggregate {
  const compare = comparatorOf(order);
  const orderOf = (pair: Value): Value => listed(pair)[1] ?? null;
  const best = (pairs: readonly Value[]): Value[] =>
    [...pairs].sort((a, b) => compare(orderOf(b), orderOf(a)) * sign).slice(0, k);
  return {
    resultType: array(value),
    nullable: true,
    argumentTypes: [value, order],
    bufferTypes: [
      array(
        struct([
          { name: 'value', type: value },
          { name: 'order', type: order },
        ]),
      ),
    ],
    initial: () => [[]],
    update(buffer, [x, y]) {
      if (y === null || y === undefined) return;
      const pairs = buffer[0] as Value[];
      pairs.push([x ?? null, y]);
      // Now and then, so that neither the array nor the time for sorting it grows with the rows.
      if (pairs.length >= 2 * k + 64) buffer[0] = best(pairs);
    },
    merge(stored, partial) {
      stored[0] = best([...listed(stored[0]), ...listed(partial[0])]);
    },
    result([pairs]) {
      const few = best(listed(pairs));
      return few.length === 0 ? null : few.map((pair) => listed(pair)[0] ?? null);
    },
  };
}

export const minBy = extremumBy('min_by', {
  usage: 'min_by(x, y[, k])',
  en: 'The x of the row where y is least; with k, an array of those of the k least.',
  fr: 'Le x de la ligne où y est le plus petit ; avec k, un tableau de ceux des k plus petits.',
});

export const maxBy = extremumBy('max_by', {
  usage: 'max_by(x, y[, k])',
  en: 'The x of the row where y is greatest; with k, an array of those of the k greatest.',
  fr: 'Le x de la ligne où y est le plus grand ; avec k, un tableau de ceux des k plus grands.',
});
