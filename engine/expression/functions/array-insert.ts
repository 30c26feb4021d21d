import { must } from '../../base/assert.ts';
import { EngineError } from '../../base/errors/engine-error.ts';
import { err, ok } from '../../base/result.ts';
import { array } from '../../types/data-type.ts';
import type { Value } from '../../types/value.ts';
import type { ScalarFunction } from '../expr.ts';
import { containingType, indexProblem, knownElementTypeOf, valueDiffers } from './array-elements.ts';
import { checkArraySize } from './array-limit.ts';

/**
 * `array_insert(array, place, value)`: counted from 1, or from the end with a minus, where -1 is behind the last element. A
 * place outside of the array is reached with nulls. Place 0 throws EXP-070.
 */
export const arrayInsert: ScalarFunction = {
  name: 'array_insert',
  minArgs: 3,
  maxArgs: 3,
  sign: (args) => {
    const element = knownElementTypeOf(args, 0);
    if (!element.ok) return element;
    const [of, place, value] = args;
    const type = containingType(element.value, must(value, 'there are three arguments').type);
    if (type === null) return err(valueDiffers(args));
    const nullable = (of?.nullable ?? true) || (place?.nullable ?? true);
    const placeType = must(place, 'there are three arguments').type;
    return indexProblem(args, 1) ?? ok({ args: [array(type), placeType, type], type: array(type), nullable });
  },
  compile:
    (_, [of, place, value]) =>
    (row) => {
      const values = of?.(row) ?? null;
      const at = place?.(row) ?? null;
      if (values === null || at === null) return null;
      return inserted(values as readonly Value[], at as number, value?.(row) ?? null);
    },
};

function inserted(values: readonly Value[], place: number, value: Value): readonly Value[] {
  if (place === 0) throw new EngineError('EXP-070');
  checkArraySize(Math.abs(place));
  const at = place > 0 ? place - 1 : values.length + place + 1;
  if (at >= 0 && at <= values.length) return [...values.slice(0, at), value, ...values.slice(at)];
  const gap = new Array<Value>(at < 0 ? -at : at - values.length).fill(null);
  return at < 0 ? [value, ...gap, ...values] : [...values, ...gap, value];
}
