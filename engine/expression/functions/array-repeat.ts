import { must } from '../../base/assert.ts';
import { err, ok } from '../../base/result.ts';
import { array, INT } from '../../types/data-type.ts';
import type { Value } from '../../types/value.ts';
import type { ScalarFunction } from '../expr.ts';
import { checkArraySize } from './array-limit.ts';
import { wrongArgument } from './signature.ts';

/** `array_repeat(value, count)`: the value, which may be null, so many times. */
export const arrayRepeat: ScalarFunction = {
  name: 'array_repeat',
  minArgs: 2,
  maxArgs: 2,
  sign: ([value, count]) => {
    const { type } = must(value, 'there are two arguments');
    const countType = must(count, 'there are two arguments').type;
    if (countType.kind !== 'int' && countType.kind !== 'void') return err(wrongArgument(1, 'int', countType));
    return ok({ args: [type, INT], type: array(type), nullable: count?.nullable ?? true });
  },
  compile:
    (_, [of, count]) =>
    (row) => {
      const times = count?.(row) ?? null;
      if (times === null) return null;
      checkArraySize(times as number);
      return new Array<Value>(Math.max(0, times as number)).fill(of?.(row) ?? null);
    },
};
