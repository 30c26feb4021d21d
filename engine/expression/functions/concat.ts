import { err, ok } from '../../base/result.ts';
import { type DataType, STRING } from '../../types/data-type.ts';
import { printDataType } from '../../types/data-type-text.ts';
import { commonTypeOf, implicitCast } from '../coercion.ts';
import type { ScalarFunction } from '../expr.ts';
import { wrongArgument } from './signature.ts';
import { strict } from './strict.ts';

/** `a || b` and `concat(a, b, …)`: null where any part is; arrays of one type are joined, all else as text. */
export const concat: ScalarFunction = {
  name: 'concat',
  aliases: ['||'],
  minArgs: 0,
  maxArgs: Number.POSITIVE_INFINITY,
  sign: (args) => {
    if (args.some(({ type }) => type.kind === 'array')) {
      const type = commonTypeOf(args.map((arg) => arg.type));
      if (type?.kind === 'array') return ok({ args: args.map((): DataType => type), type });
      return err({ code: 'EXP-033', params: { name: 'concat', types: args.map((arg) => printDataType(arg.type)) } });
    }
    const wrong = args.findIndex(({ type }) => implicitCast(type, STRING) === null);
    const found = args[wrong];
    if (found !== undefined) return err(wrongArgument(wrong, 'string', found.type));
    return ok({ args: args.map(() => STRING), type: STRING });
  },
  ...strict((call) => (call.type.kind === 'array' ? (...parts) => parts.flat() : (...parts) => parts.join(''))),
  display: (args) => `concat(${args.join(', ')})`,
};
