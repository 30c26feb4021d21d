import { ok } from '../../base/result.ts';
import { array as arrayOf } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { oneType } from './signature.ts';

/** `array(a, b, …)`: its elements in their common type. */
export const array: ScalarFunction = {
  name: 'array',
  minArgs: 0,
  maxArgs: Number.POSITIVE_INFINITY,
  sign: (args) => {
    const type = oneType(args, 'array');
    if (!type.ok) return type;
    return ok({ args: args.map(() => type.value), type: arrayOf(type.value), nullable: false });
  },
  compile: (_, args) => (row) => args.map((arg) => arg(row)),
};
