import { must } from '../../base/assert.ts';
import { ok } from '../../base/result.ts';
import { makeCast } from '../../types/cast.ts';
import { comparatorOf } from '../../types/compare.ts';
import { BOOLEAN, type DataType, sameType } from '../../types/data-type.ts';
import type { Value } from '../../types/value.ts';
import { commonType } from '../coercion.ts';
import type { ScalarFunction } from '../expr.ts';
import { isPlainlyEqual, signComparison } from './comparison.ts';

/** `nullif(a, b)`: null where the two are equal, else `a`, which keeps its type. */
export const nullif: ScalarFunction = {
  name: 'nullif',
  minArgs: 2,
  maxArgs: 2,
  sign: (args) => {
    const signed = signComparison('=')(args);
    if (!signed.ok) return signed;
    const type = args[0]?.type ?? BOOLEAN;
    return ok({ args: args.map((arg) => arg.type), type, nullable: true });
  },
  compile: (call, args, { timeZone }) => {
    const of = must(args[0], 'nullif has two arguments');
    const unwanted = must(args[1], 'nullif has two arguments');
    const equal = equalityOf(call.type, call.args[1]?.type ?? call.type, timeZone);
    return (row) => {
      const a = of(row);
      if (a === null) return null;
      const b = unwanted(row);
      return b !== null && equal(a, b) ? null : a;
    };
  },
  cannotEmit: (call) => {
    const isPlain = isPlainlyEqual(call.type) && sameType(call.type, call.args[1]?.type ?? BOOLEAN);
    return isPlain ? null : 'an equality of its own';
  },
  emit: (call, context, emitArgument) => {
    const a = emitArgument(must(call.args[0], 'nullif has two arguments'), context);
    const b = emitArgument(must(call.args[1], 'nullif has two arguments'), context);
    const isNull = context.fresh('n');
    const same = b.isNull === 'false' ? `${a.value} === ${b.value}` : `(!${b.isNull} && ${a.value} === ${b.value})`;
    context.statement(`const ${isNull} = ${a.isNull === 'false' ? same : `${a.isNull} || ${same}`};`);
    return { value: a.value, isNull };
  },
};

/** Equality of values of two types, in the type that Spark compares them in; both are not null. */
export function equalityOf(left: DataType, right: DataType, timeZone = 'UTC'): (a: Value, b: Value) => boolean {
  const common = commonType(left, right) ?? left;
  const compare = comparatorOf(common);
  const castLeft = makeCast(left, common, { timeZone });
  const castRight = makeCast(right, common, { timeZone });
  return (a, b) => compare(castLeft(a), castRight(b)) === 0;
}
