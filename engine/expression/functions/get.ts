import { ok } from '../../base/result.ts';
import { array, INT } from '../../types/data-type.ts';
import type { Value } from '../../types/value.ts';
import type { ScalarFunction } from '../expr.ts';
import { knownElementTypeOf } from './array-elements.ts';
import { takes } from './signature.ts';
import { strict } from './strict.ts';

/** `get(array, index)`, counted from 0; null outside of the array. */
export const get: ScalarFunction = {
  name: 'get',
  minArgs: 2,
  maxArgs: 2,
  sign: (args) => {
    const element = knownElementTypeOf(args, 0);
    if (!element.ok) return element;
    const index = takes([array(element.value), INT], element.value, true)(args);
    return index.ok ? ok(index.value) : index;
  },
  ...strict(() => (of, index) => (of as readonly Value[])[index as number] ?? null),
};
