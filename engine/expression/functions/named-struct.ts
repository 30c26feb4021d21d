import { err, ok } from '../../base/result.ts';
import { type StructField, struct } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';

/** `named_struct('a', 1, 'b', 2, …)`. */
export const namedStruct: ScalarFunction = {
  name: 'named_struct',
  minArgs: 0,
  maxArgs: Number.POSITIVE_INFINITY,
  sign: (args) => {
    if (args.length % 2 === 1) return err({ code: 'EXP-025', params: { expected: '2n', found: args.length } });
    const fields: StructField[] = [];
    for (let at = 0; at < args.length; at += 2) {
      const name = args[at];
      const value = args[at + 1];
      if (name?.kind !== 'literal' || typeof name.value !== 'string' || value === undefined) {
        return err({ code: 'EXP-081', params: { position: at + 1 }, argument: at });
      }
      fields.push({ name: name.value, type: value.type });
    }
    return ok({ args: args.map(({ type }) => type), type: struct(fields), nullable: false });
  },
  compile: (_, args) => {
    const values = args.filter((_value, i) => i % 2 === 1);
    return (row) => values.map((value) => value(row));
  },
};
