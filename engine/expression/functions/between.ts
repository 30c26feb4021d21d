import { must } from '../../base/assert.ts';
import { err, ok } from '../../base/result.ts';
import { comparatorOf } from '../../types/compare.ts';
import { BOOLEAN } from '../../types/data-type.ts';
import type { CallExpr, Evaluator, ScalarFunction } from '../expr.ts';
import { isPlainlyOrdered } from './comparison.ts';
import { isFalse } from './logic-emit.ts';
import { oneType } from './signature.ts';

/** `a BETWEEN b AND c`: `a >= b AND a <= c`, with `a` computed once. */
export const between: ScalarFunction = {
  name: 'between',
  minArgs: 3,
  maxArgs: 3,
  sign: (args) => {
    const type = oneType(args, 'BETWEEN');
    return type.ok ? ok({ args: [type.value, type.value, type.value], type: BOOLEAN }) : err(type.error);
  },
  compile: (call, args) => compileBetween(call, args),
  cannotEmit: (call) => (isPlainlyOrdered(call.args[0]?.type ?? BOOLEAN) ? null : 'an order of its own'),
  emit: (call, context, emitArgument) => {
    const [of, low, high] = call.args.map((arg) => emitArgument(arg, context));
    const value = must(of, 'BETWEEN has a left side');
    const from = must(low, 'BETWEEN has a lower bound');
    const to = must(high, 'BETWEEN has an upper bound');
    const isNull = (side: string) =>
      value.isNull === 'false' ? side : side === 'false' ? value.isNull : `(${value.isNull} || ${side})`;
    const above = { value: `(${value.value} >= ${from.value})`, isNull: isNull(from.isNull) };
    const below = { value: `(${value.value} <= ${to.value})`, isNull: isNull(to.isNull) };
    const result = context.fresh('b');
    context.statement(`const ${result} = ${above.value} && ${below.value};`);
    if (above.isNull === 'false' && below.isNull === 'false') return { value: result, isNull: 'false' };
    const nulled = context.fresh('n');
    context.statement(
      `const ${nulled} = (${above.isNull} || ${below.isNull}) && !(${isFalse(above)}) && !(${isFalse(below)});`,
    );
    // Where one bound alone is null the other may still say no; the conjunction then holds a meaningless true.
    return { value: `(${result} && !(${above.isNull}) && !(${below.isNull}))`, isNull: nulled };
  },
};

function compileBetween(call: CallExpr, [of, low, high]: readonly Evaluator[]): Evaluator {
  const value = must(of, 'BETWEEN has a left side');
  const from = must(low, 'BETWEEN has a lower bound');
  const to = must(high, 'BETWEEN has an upper bound');
  const compare = comparatorOf(call.args[0]?.type ?? BOOLEAN);
  return (row) => {
    const a = value(row);
    if (a === null) return null;
    const b = from(row);
    if (b !== null && compare(a, b) < 0) return false;
    const c = to(row);
    if (c !== null && compare(a, c) > 0) return false;
    return b === null || c === null ? null : true;
  };
}
