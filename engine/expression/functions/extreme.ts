import { err, ok } from '../../base/result.ts';
import { comparatorOf } from '../../types/compare.ts';
import { printDataType } from '../../types/data-type-text.ts';
import type { Value } from '../../types/value.ts';
import type { Expr, ScalarFunction } from '../expr.ts';
import { mayBeNull, oneType } from './signature.ts';

/** `greatest` and `least`: nulls are passed over; null only where all are. */
export function extreme(name: string, wins: (order: number) => boolean): ScalarFunction {
  return {
    name,
    minArgs: 2,
    maxArgs: Number.POSITIVE_INFINITY,
    sign: (args) => {
      if (mixesTexts(args))
        return err({ code: 'EXP-033', params: { types: args.map((arg) => printDataType(arg.type)) } });
      const type = oneType(args, name);
      if (!type.ok) return type;
      return ok({
        args: args.map(() => type.value),
        type: type.value,
        nullable: args.every((arg) => mayBeNull(arg, type.value)),
      });
    },
    compile: (call, args) => {
      const compare = comparatorOf(call.type);
      return (row) => {
        let best: Value = null;
        for (const arg of args) {
          const value = arg(row);
          if (value !== null && (best === null || wins(compare(value, best)))) best = value;
        }
        return best;
      };
    },
  };
}

/** Here alone a text is never read as a value of another type. */
function mixesTexts(args: readonly Expr[]): boolean {
  const kinds = new Set(args.map(({ type }) => type.kind).filter((kind) => kind !== 'void'));
  return kinds.has('string') && kinds.size > 1;
}
