import { err, ok } from '../../base/result.ts';
import { comparatorOf } from '../../types/compare.ts';
import { array, BOOLEAN } from '../../types/data-type.ts';
import type { Value } from '../../types/value.ts';
import type { ScalarFunction } from '../expr.ts';
import { elementTypeOf } from './array-elements.ts';
import { wrongArgument } from './signature.ts';
import { strict } from './strict.ts';

/** `sort_array(array[, ascending])`: nulls come first when ascending, last when descending. */
export const sortArray: ScalarFunction = {
  name: 'sort_array',
  minArgs: 1,
  maxArgs: 2,
  sign: (args) => {
    const element = elementTypeOf(args, 0);
    if (!element.ok) return element;
    const [, ascending] = args;
    if (ascending !== undefined && ascending.kind !== 'literal') {
      return err({ code: 'EXP-036', params: { position: 2 }, argument: 1 });
    }
    if (ascending !== undefined && ascending.type.kind !== 'boolean' && ascending.type.kind !== 'void') {
      return err(wrongArgument(1, 'boolean', ascending.type));
    }
    const type = array(element.value);
    return ok({ args: ascending === undefined ? [type] : [type, BOOLEAN], type });
  },
  ...strict((call) => {
    const compare = comparatorOf(call.type.kind === 'array' ? call.type.element : call.type);
    return (values, ascending = true) =>
      [...(values as readonly Value[])].sort(ascending === true ? compare : (a, b) => compare(b, a));
  }),
  display: ([values, ascending = 'true']) => `sort_array(${values}, ${ascending})`,
};
