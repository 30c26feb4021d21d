import { ok } from '../../base/result.ts';
import { array, INT } from '../../types/data-type.ts';
import type { Value } from '../../types/value.ts';
import type { ScalarFunction } from '../expr.ts';
import { elementTypeOf } from './array-elements.ts';
import { strict } from './strict.ts';

/** The number of elements; null for a null array, as Spark has it since version 4. */
export function arrayLength(name: string, aliases: readonly string[]): ScalarFunction {
  return {
    name,
    aliases,
    minArgs: 1,
    maxArgs: 1,
    sign: (args) => {
      const element = elementTypeOf(args, 0);
      return element.ok ? ok({ args: [array(element.value)], type: INT }) : element;
    },
    ...strict(() => (values) => (values as readonly Value[]).length),
  };
}
