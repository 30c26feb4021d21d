import { must } from '../../base/assert.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { array, type DataType } from '../../types/data-type.ts';
import type { Value } from '../../types/value.ts';
import type { Expr, ScalarFunction, SignatureProblem } from '../expr.ts';
import { containingType, elementsDiffer, knownElementTypeOf } from './array-elements.ts';
import { keyOf } from './distinct-values.ts';
import { strict } from './strict.ts';

/** The type of the elements of two arrays that are compared with each other. */
export function signTwoArrays(name: string, args: readonly Expr[]): Result<DataType, SignatureProblem> {
  const left = knownElementTypeOf(args, 0);
  if (!left.ok) return left;
  const right = knownElementTypeOf(args, 1);
  if (!right.ok) return right;
  const common = containingType(left.value, right.value);
  return common === null ? err(elementsDiffer(name, args)) : ok(common);
}

/** A function of two arrays as sets: an array of distinct elements. */
export function arraySet(
  name: string,
  combine: (left: readonly Value[], right: readonly Value[], key: (value: Value) => string) => readonly Value[],
): ScalarFunction {
  return {
    name,
    minArgs: 2,
    maxArgs: 2,
    sign: (args) => {
      const common = signTwoArrays(name, args);
      if (!common.ok) return common;
      const type = array(common.value);
      return ok({ args: [type, type], type });
    },
    ...strict((call) => {
      const key = keyOf(must(call.type.kind === 'array' ? call.type.element : null, 'sign made an array'));
      return (left, right) => combine(left as readonly Value[], right as readonly Value[], key);
    }),
  };
}
