import { must } from '../../base/assert.ts';
import { ok } from '../../base/result.ts';
import { array, BOOLEAN } from '../../types/data-type.ts';
import type { Value } from '../../types/value.ts';
import type { ScalarFunction } from '../expr.ts';
import { anyNullable } from './array-search.ts';
import { signTwoArrays } from './array-set.ts';
import { keyOf } from './distinct-values.ts';
import { holdsNull } from './null-elements.ts';
import { strict } from './strict.ts';

/** Whether two arrays share an element that is not null; null where they do not and a null leaves it open. */
export const arraysOverlap: ScalarFunction = {
  name: 'arrays_overlap',
  minArgs: 2,
  maxArgs: 2,
  sign: (args) => {
    const common = signTwoArrays('arrays_overlap', args);
    if (!common.ok) return common;
    const type = array(common.value);
    return ok({ args: [type, type], type: BOOLEAN, nullable: anyNullable(args) || args.some(holdsNull) });
  },
  ...strict((call) => {
    const type = must(call.args[0], 'there are two arguments').type;
    const key = keyOf(must(type.kind === 'array' ? type.element : null, 'sign made arrays'));
    return (left, right) => overlap(left as readonly Value[], right as readonly Value[], key);
  }),
};

function overlap(left: readonly Value[], right: readonly Value[], key: (value: Value) => string): boolean | null {
  const others = new Set(right.filter((value) => value !== null).map(key));
  if (left.some((value) => value !== null && others.has(key(value)))) return true;
  const isOpen = left.length > 0 && right.length > 0 && (left.includes(null) || right.includes(null));
  return isOpen ? null : false;
}
