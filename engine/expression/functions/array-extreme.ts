import { ok } from '../../base/result.ts';
import { comparatorOf } from '../../types/compare.ts';
import { array } from '../../types/data-type.ts';
import type { Value } from '../../types/value.ts';
import type { ScalarFunction } from '../expr.ts';
import { elementTypeOf } from './array-elements.ts';
import { strict } from './strict.ts';

/** `array_max` and `array_min`: nulls are passed over; null where nothing is left. NaN is the greatest. */
export function arrayExtreme(name: string, wins: (order: number) => boolean): ScalarFunction {
  return {
    name,
    minArgs: 1,
    maxArgs: 1,
    sign: (args) => {
      const element = elementTypeOf(args, 0);
      return element.ok ? ok({ args: [array(element.value)], type: element.value, nullable: true }) : element;
    },
    ...strict((call) => {
      const compare = comparatorOf(call.type);
      return (values) => {
        let best: Value = null;
        for (const value of values as readonly Value[]) {
          if (value !== null && (best === null || wins(compare(value, best)))) best = value;
        }
        return best;
      };
    }),
  };
}
