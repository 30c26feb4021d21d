import { err, ok } from '../../base/result.ts';
import { array, type StructField, struct } from '../../types/data-type.ts';
import type { Value } from '../../types/value.ts';
import type { ScalarFunction } from '../expr.ts';
import { wrongArgument } from './signature.ts';
import { strict } from './strict.ts';
import { fieldNameOf } from './struct-field.ts';

/**
 * `arrays_zip(a, b, …)`: structs of the elements at one place; nulls stand where an array is shorter. Fields are called as
 * the columns, or after the place of the argument.
 */
export const arraysZip: ScalarFunction = {
  name: 'arrays_zip',
  minArgs: 0,
  maxArgs: Number.POSITIVE_INFINITY,
  sign: (args) => {
    const fields: StructField[] = [];
    for (const [i, arg] of args.entries()) {
      if (arg.type.kind !== 'array') return err(wrongArgument(i, 'array', arg.type));
      fields.push({ name: fieldNameOf(arg) ?? String(i), type: arg.type.element });
    }
    return ok({ args: args.map(({ type }) => type), type: array(struct(fields)) });
  },
  ...strict(() => (...arrays) => {
    const columns = arrays as readonly (readonly Value[])[];
    const length = Math.max(0, ...columns.map((values) => values.length));
    return Array.from({ length }, (_, i): Value => columns.map((values) => values[i] ?? null));
  }),
};
