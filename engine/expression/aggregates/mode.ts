import { err, ok } from '../../base/result.ts';
import { comparatorOf } from '../../types/compare.ts';
import { BOOLEAN } from '../../types/data-type.ts';
import type { Value } from '../../types/value.ts';
import type { AggregateFunction } from './aggregate-function.ts';
import { argumentAt, constantArgument, outOfRange, wrongType } from './argument.ts';
import { countingValues } from './value-counts.ts';

/**
 * The value that came most often, of equally frequent ones the least. Spark promises the least only where the second
 * argument is TRUE and returns any of them otherwise. Skips nulls; none gives null.
 */
export const mode: AggregateFunction = {
  names: ['mode'],
  takesStar: false,
  takesDistinct: false,
  minArgs: 1,
  maxArgs: 2,
  help: {
    usage: 'mode(x[, deterministic])',
    en: 'The most frequent value; of equally frequent ones the least.',
    fr: 'La valeur la plus fréquente ; à fréquence égale, la plus petite.',
  },
  bind(args, written) {
    const { type } = argumentAt(args, 0);
    const flag = args[1];
    if (flag !== undefined) {
      if (flag.type.kind !== 'boolean' && flag.type.kind !== 'void')
        return err(wrongType(written, 1, 'boolean', flag.type));
      const value = constantArgument(written, args, 1, BOOLEAN);
      if (!value.ok) return value;
      if (value.value === null) return err(outOfRange(written, 1, null, 'TRUE, FALSE'));
    }
    const compare = comparatorOf(type);
    const counting = countingValues(type, ({ values, counts }) => {
      let best: Value = null;
      let most = 0n;
      values.forEach((value, place) => {
        const count = counts[place] ?? 0n;
        if (count > most || (count === most && compare(value, best) < 0)) [best, most] = [value, count];
      });
      return best;
    });
    return ok({
      ...counting,
      resultType: type,
      nullable: true,
      argumentTypes: [type],
      update(buffer, [value]) {
        // Of the two zeros, which are one value, Spark keeps the positive one.
        if (value !== null && value !== undefined) counting.add(buffer, value === 0 ? 0 : value, 1n);
      },
    });
  },
  // Spark turns the call with TRUE into the one with an order.
  display: ([value, flag], written) =>
    flag?.toLowerCase() === 'true' ? `mode() WITHIN GROUP (ORDER BY ${value} DESC)` : `${written}(${value})`,
};
