import { must } from '../../base/assert.ts';
import { err, ok } from '../../base/result.ts';
import { array } from '../../types/data-type.ts';
import type { Value } from '../../types/value.ts';
import type { ScalarFunction } from '../expr.ts';
import { containingType, knownElementTypeOf, valueDiffers } from './array-elements.ts';

/** `array_append` and `array_prepend`: the array with one more element, which may be null. */
export function arrayGrowth(
  name: string,
  grow: (values: readonly Value[], added: Value) => readonly Value[],
): ScalarFunction {
  return {
    name,
    minArgs: 2,
    maxArgs: 2,
    sign: (args) => {
      const element = knownElementTypeOf(args, 0);
      if (!element.ok) return element;
      const type = containingType(element.value, must(args[1], 'there are two arguments').type);
      if (type === null) return err(valueDiffers(args));
      return ok({ args: [array(type), type], type: array(type), nullable: args[0]?.nullable ?? true });
    },
    compile:
      (_, [of, added]) =>
      (row) => {
        const values = of?.(row) ?? null;
        return values === null ? null : grow(values as readonly Value[], added?.(row) ?? null);
      },
  };
}
