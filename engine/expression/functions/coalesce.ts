import { ok } from '../../base/result.ts';
import type { Expr, ScalarFunction } from '../expr.ts';
import { insideBranch } from './logic-emit.ts';
import { mayBeNull, oneType } from './signature.ts';

/** The first argument that is not null; what follows it is not computed. */
export const coalesce: ScalarFunction = {
  name: 'coalesce',
  minArgs: 1,
  maxArgs: Number.POSITIVE_INFINITY,
  ...firstPresent(),
};

/** What `coalesce` and its two-argument forms share. */
export function firstPresent(): Pick<ScalarFunction, 'sign' | 'compile' | 'emit'> {
  return {
    sign: (args) => {
      const type = oneType(args, 'coalesce');
      if (!type.ok) return type;
      return ok({
        args: args.map(() => type.value),
        type: type.value,
        nullable: args.every((arg) => mayBeNull(arg, type.value)),
      });
    },
    compile: (_, args) => (row) => {
      for (const arg of args) {
        const value = arg(row);
        if (value !== null) return value;
      }
      return null;
    },
    emit: (call, context, emitArgument) => {
      const value = context.fresh('v');
      const isNull = context.fresh('n');
      const code = (args: readonly Expr[]): string => {
        const [first, ...rest] = args;
        if (first === undefined) return '';
        const branch = insideBranch(context);
        const emitted = emitArgument(first, branch.inner);
        const taken = `${value} = ${emitted.value}; ${isNull} = false;`;
        if (emitted.isNull === 'false') return `{ ${branch.code()} ${taken} }`;
        return `{ ${branch.code()} if (!(${emitted.isNull})) { ${taken} } else { ${code(rest)} } }`;
      };
      context.statement(`let ${value} = null, ${isNull} = true;`);
      context.statement(code(call.args));
      return { value, isNull };
    },
  };
}
