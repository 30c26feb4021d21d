import { ok } from '../../base/result.ts';
import { array, type DataType } from '../../types/data-type.ts';
import type { Value } from '../../types/value.ts';
import type { ScalarFunction } from '../expr.ts';
import { elementTypeOf } from './array-elements.ts';
import { strict } from './strict.ts';

/** A function of one array that gives an array of the same type. */
export function arrayChange(
  name: string,
  change: (element: DataType) => (values: readonly Value[]) => readonly Value[],
): ScalarFunction {
  return {
    name,
    minArgs: 1,
    maxArgs: 1,
    sign: (args) => {
      const element = elementTypeOf(args, 0);
      if (!element.ok) return element;
      return ok({ args: [array(element.value)], type: array(element.value) });
    },
    ...strict((call) => {
      const changed = change(call.type.kind === 'array' ? call.type.element : call.type);
      return (values) => changed(values as readonly Value[]);
    }),
  };
}
