import { DOUBLE } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { takes } from './signature.ts';
import { strict } from './strict.ts';

/** `log([base, ]value)`: the natural logarithm without a base; null where one of the two is zero or less, as in Spark. */
export const log: ScalarFunction = {
  name: 'log',
  minArgs: 1,
  maxArgs: 2,
  sign: takes([DOUBLE], DOUBLE, true),
  ...strict((call) =>
    call.args.length === 1
      ? (value) => logarithm(value as number)
      : (base, value) => {
          const below = logarithm(base as number);
          const above = logarithm(value as number);
          return below === null || above === null ? null : above / below;
        },
  ),
  display: (args) => `LOG(${args.length === 1 ? 'E(), ' : ''}${args.join(', ')})`,
};

function logarithm(value: number): number | null {
  return value <= 0 ? null : Math.log(value);
}
