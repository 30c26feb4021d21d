import { must } from '../../base/assert.ts';
import { err, ok } from '../../base/result.ts';
import { comparatorOf } from '../../types/compare.ts';
import type { DataType } from '../../types/data-type.ts';
import { printDataType } from '../../types/data-type-text.ts';
import type { Value } from '../../types/value.ts';
import type { EmitContext } from '../emit-context.ts';
import type { Expr, ScalarFunction } from '../expr.ts';
import { isPlainlyOrdered } from './comparison.ts';
import { mayBeNull, oneType } from './signature.ts';
import { isNested } from './wide-number.ts';

/** `greatest` and `least`: nulls are passed over; null only where all are. */
export function extreme(name: string, isGreatest: boolean): ScalarFunction {
  const wins = (order: number) => (isGreatest ? order > 0 : order < 0);
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
    cannotEmit: (call) => (isNested(call.type) ? 'nested values' : null),
    emit: (call, context, emitArgument) => {
      const [first, ...others] = call.args.map((arg) => emitArgument(arg, context));
      const wins = winner(call.type, isGreatest, context);
      const value = context.fresh('v');
      const isNull = context.fresh('isNull');
      const { value: of, isNull: none } = must(first, `${name} has arguments`);
      context.statement(`let ${value} = ${of}, ${isNull} = ${none};`);
      for (const other of others) {
        const isBetter = `(${isNull} || ${wins(other.value, value)})`;
        const holds = other.isNull === 'false' ? isBetter : `!(${other.isNull}) && ${isBetter}`;
        context.statement(`if (${holds}) { ${value} = ${other.value}; ${isNull} = false; }`);
      }
      return { value, isNull: call.nullable ? isNull : 'false' };
    },
  };
}

/** A condition in JavaScript that holds where `a` goes before `b`. */
function winner(type: DataType, isGreatest: boolean, context: EmitContext): (a: string, b: string) => string {
  const sign = isGreatest ? '>' : '<';
  if (type.kind === 'double' || type.kind === 'float') {
    // NaN is the greatest and equals itself.
    return (a, b) => {
      const [greater, less] = isGreatest ? [a, b] : [b, a];
      return `(${a} ${sign} ${b} || (${greater} !== ${greater} && ${less} === ${less}))`;
    };
  }
  if (isPlainlyOrdered(type) || type.kind === 'decimal' || type.kind === 'boolean')
    return (a, b) => `${a} ${sign} ${b}`;
  const compare = context.bind(comparatorOf(type));
  return (a, b) => `${compare}(${a}, ${b}) ${sign} 0`;
}

/** Here alone a text is never read as a value of another type. */
function mixesTexts(args: readonly Expr[]): boolean {
  const kinds = new Set(args.map(({ type }) => type.kind).filter((kind) => kind !== 'void'));
  return kinds.has('string') && kinds.size > 1;
}
