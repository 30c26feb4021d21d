import { must } from '../../base/assert.ts';
import { ok } from '../../base/result.ts';
import { comparatorOf } from '../../types/compare.ts';
import { BOOLEAN } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { isPlainlyEqual, signComparison } from './comparison.ts';

/** `nullif(a, b)`: null where the two are equal, else `a`. */
export const nullif: ScalarFunction = {
  name: 'nullif',
  minArgs: 2,
  maxArgs: 2,
  sign: (args) => {
    const signed = signComparison('=')(args);
    if (!signed.ok) return signed;
    const type = signed.value.args[0] ?? BOOLEAN;
    return ok({ args: [type, type], type, nullable: true });
  },
  compile: (call, args) => {
    const of = must(args[0], 'nullif has two arguments');
    const unwanted = must(args[1], 'nullif has two arguments');
    const compare = comparatorOf(call.type);
    return (row) => {
      const a = of(row);
      if (a === null) return null;
      const b = unwanted(row);
      return b !== null && compare(a, b) === 0 ? null : a;
    };
  },
  cannotEmit: (call) => (isPlainlyEqual(call.type) ? null : 'an equality of its own'),
  emit: (call, context, emitArgument) => {
    const a = emitArgument(must(call.args[0], 'nullif has two arguments'), context);
    const b = emitArgument(must(call.args[1], 'nullif has two arguments'), context);
    const isNull = context.fresh('n');
    const same = b.isNull === 'false' ? `${a.value} === ${b.value}` : `(!${b.isNull} && ${a.value} === ${b.value})`;
    context.statement(`const ${isNull} = ${a.isNull === 'false' ? same : `${a.isNull} || ${same}`};`);
    return { value: a.value, isNull };
  },
};
