import { err } from '../../base/result.ts';
import { DATE, INT, isIntegral } from '../../types/data-type.ts';
import type { Expr, ScalarFunction } from '../expr.ts';
import { takes, wrongArgument } from './signature.ts';
import { emitInline, strict } from './strict.ts';
import { wrappedDays } from './time-arithmetic.ts';

const sign = takes([DATE, INT], DATE);

/** `date_add` and `date_sub`: a date some days on or back. */
export function dayShift(name: string, aliases: readonly string[], direction: 1 | -1): ScalarFunction {
  return {
    name,
    aliases,
    minArgs: 2,
    maxArgs: 2,
    sign: (args) => {
      const [, count] = args;
      return count === undefined || isCount(count) ? sign(args) : err(wrongArgument(1, 'int', count.type));
    },
    ...strict(() => (days, count) => wrappedDays((days as number) + direction * (count as number))),
    emit: (call, context, emitArgument) =>
      emitInline(call, context, emitArgument, (days, count) => `(${days} ${direction === 1 ? '+' : '-'} ${count}) | 0`),
    display: (args) => `${name}(${args.join(', ')})`,
  };
}

/** Spark takes no other number here, and of texts none but a constant. */
function isCount({ kind, type }: Expr): boolean {
  if (type.kind === 'string') return kind === 'literal';
  return type.kind === 'void' || (isIntegral(type) && type.kind !== 'bigint');
}
