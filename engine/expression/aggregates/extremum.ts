import { ok } from '../../base/result.ts';
import { comparatorOf } from '../../types/compare.ts';
import type { AggregateFunction, AggregateHelp } from './aggregate-function.ts';
import { argumentAt } from './argument.ts';
import { singleValue } from './single-value.ts';

/** The least or greatest value by Spark's order (NaN greatest, strings by UTF-8 bytes). Skips nulls; none gives null. */
function extremum(name: 'min' | 'max', help: AggregateHelp): AggregateFunction {
  const sign = name === 'min' ? -1 : 1;
  return {
    names: [name],
    takesStar: false,
    takesDistinct: true,
    minArgs: 1,
    maxArgs: 1,
    help,
    bind(args) {
      const { type } = argumentAt(args, 0);
      const compare = comparatorOf(type);
      return ok(singleValue(type, type, (best, value) => (compare(value, best) * sign > 0 ? value : best)));
    },
  };
}

export const min = extremum('min', {
  usage: 'min(x)',
  en: 'The least value; nulls are skipped.',
  fr: 'La plus petite valeur ; les nuls sont ignorés.',
});

export const max = extremum('max', {
  usage: 'max(x)',
  en: 'The greatest value; nulls are skipped, NaN is greatest.',
  fr: 'La plus grande valeur ; les nuls sont ignorés, NaN est la plus grande.',
});
