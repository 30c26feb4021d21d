import { must } from '../../base/assert.ts';
import { err, ok } from '../../base/result.ts';
import { array, type DataType, STRING } from '../../types/data-type.ts';
import { implicitCast } from '../coercion.ts';
import type { ScalarFunction } from '../expr.ts';
import { wrongArgument } from './signature.ts';

/** `concat_ws(separator, a, …)`: skips nulls; arrays of strings are taken apart. Null only where the separator is. */
export const concatWs: ScalarFunction = {
  name: 'concat_ws',
  minArgs: 1,
  maxArgs: Number.POSITIVE_INFINITY,
  sign: (args) => {
    const types: DataType[] = [];
    for (const [i, { type }] of args.entries()) {
      const wanted = type.kind === 'array' && i > 0 ? array(STRING) : STRING;
      const isFit =
        type.kind === 'array' ? i > 0 && type.element.kind === 'string' : implicitCast(type, STRING) !== null;
      if (!isFit) return err(wrongArgument(i, i === 0 ? 'string' : 'string or array<string>', type));
      types.push(wanted);
    }
    return ok({ args: types, type: STRING, nullable: args[0]?.nullable ?? true });
  },
  compile: (_, [separator, ...parts]) => {
    const between = must(separator, 'concat_ws has a separator');
    return (row) => {
      const by = between(row);
      if (by === null) return null;
      const texts = parts.flatMap((part) => part(row));
      return texts.filter((text) => text !== null).join(by as string);
    };
  },
};
