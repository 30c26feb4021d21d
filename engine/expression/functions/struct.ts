import { ok } from '../../base/result.ts';
import { struct as structOf } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { fieldNameOf } from './struct-field.ts';

/** `struct(a, b as name, …)`: columns and fields keep their names, other values are `col1`, `col2`, … by their place. */
export const struct: ScalarFunction = {
  name: 'struct',
  minArgs: 0,
  maxArgs: Number.POSITIVE_INFINITY,
  sign: (args) => {
    const fields = args.map((arg, i) => ({ name: fieldNameOf(arg) ?? `col${i + 1}`, type: arg.type }));
    return ok({ args: args.map(({ type }) => type), type: structOf(fields), nullable: false });
  },
  compile: (_, args) => (row) => args.map((arg) => arg(row)),
};
