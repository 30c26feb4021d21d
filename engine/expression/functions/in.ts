import { must } from '../../base/assert.ts';
import { ok } from '../../base/result.ts';
import { comparatorOf } from '../../types/compare.ts';
import { BOOLEAN } from '../../types/data-type.ts';
import type { Value } from '../../types/value.ts';
import type { CallExpr, Evaluator, Expr, LiteralExpr, ScalarFunction } from '../expr.ts';
import { isPlainlyEqual } from './comparison.ts';
import { oneType } from './signature.ts';
import { isWide } from './wide-number.ts';

/** `a IN (b, c, …)`: null when nothing matches and something among them, or `a` itself, is null. */
export const isIn: ScalarFunction = {
  name: 'in',
  minArgs: 1,
  maxArgs: Number.POSITIVE_INFINITY,
  sign: (args) => {
    const type = oneType(args, 'IN');
    return type.ok ? ok({ args: args.map(() => type.value), type: BOOLEAN }) : type;
  },
  compile: (call, [of, ...list]) => {
    const wanted = must(of, 'IN has a left side');
    const set = constantSet(call);
    return set === null ? compileList(call, wanted, list) : compileSet(wanted, set);
  },
  cannotEmit: (call) => (constantSet(call) === null ? 'a list that is not constant' : null),
  emit: (call, context, emitArgument) => {
    const { values, hasNull } = must(constantSet(call), 'cannotEmit refused other lists');
    const of = emitArgument(must(call.args[0], 'IN has a left side'), context);
    const numbers = isWide(call.args[0]?.type ?? BOOLEAN);
    const set = context.bind(new Set([...values].map((value) => (numbers ? Number(value) : value))));
    const found = context.fresh('b');
    context.statement(`const ${found} = ${set}.has(${of.value});`);
    if (!hasNull) return { value: found, isNull: of.isNull };
    return { value: found, isNull: of.isNull === 'false' ? `!${found}` : `(${of.isNull} || !${found})` };
  },
  display: ([of, ...list]) => `(${of} IN (${list.join(', ')}))`,
};

/** The list as a set, when it consists of literals whose sameness JavaScript's sets know. */
function constantSet(call: CallExpr): { readonly values: ReadonlySet<Value>; readonly hasNull: boolean } | null {
  const [of, ...list] = call.args;
  if (of === undefined || !(isPlainlyEqual(of.type) || of.type.kind === 'double')) return null;
  if (!list.every(isLiteral)) return null;
  // Beyond the safe integers a number would stand for several values.
  const tooWide = (value: Value) =>
    typeof value === 'bigint' && isWide(of.type) && !Number.isSafeInteger(Number(value));
  if (list.some(({ value }) => tooWide(value))) return null;
  const values = new Set(list.map(({ value }) => value));
  const hasNull = values.delete(null);
  return { values, hasNull };
}

function isLiteral(expr: Expr): expr is LiteralExpr {
  return expr.kind === 'literal';
}

function compileSet(
  of: Evaluator,
  { values, hasNull }: { readonly values: ReadonlySet<Value>; readonly hasNull: boolean },
): Evaluator {
  return (row) => {
    const value = of(row);
    if (value === null) return null;
    return values.has(value) ? true : hasNull ? null : false;
  };
}

function compileList(call: CallExpr, of: Evaluator, list: readonly Evaluator[]): Evaluator {
  const compare = comparatorOf(call.args[0]?.type ?? BOOLEAN);
  return (row) => {
    const value = of(row);
    if (value === null) return null;
    let sawNull = false;
    for (const item of list) {
      const other = item(row);
      if (other === null) sawNull = true;
      else if (compare(value, other) === 0) return true;
    }
    return sawNull ? null : false;
  };
}
