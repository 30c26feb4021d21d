import { must } from '../../base/assert.ts';
import { err, ok } from '../../base/result.ts';
import { comparatorOf } from '../../types/compare.ts';
import { BOOLEAN, type DataType, STRING } from '../../types/data-type.ts';
import { printDataType } from '../../types/data-type-text.ts';
import { commonTypeOf } from '../coercion.ts';
import type { CallExpr, Evaluator, Expr, ScalarFunction } from '../expr.ts';
import { emitBranches } from './branches.ts';
import { nullSafeEqual } from './null-safe-equal.ts';
import { mayBeNull, oneType } from './signature.ts';
import { isNested } from './wide-number.ts';

/**
 * `decode(value, search, result, …[, default])`: the result beside the first search that is the value, where null is null; without
 * a default null. Nothing after the match is computed.
 */
export const decode: ScalarFunction = {
  name: 'decode',
  minArgs: 3,
  maxArgs: Number.POSITIVE_INFINITY,
  sign: (args) => {
    const compared = oneType(
      args.filter((_, i) => !isResult(i, args.length)),
      'decode',
    );
    if (!compared.ok) return err(compared.error);
    const results = args.filter((_, i) => isResult(i, args.length));
    const hasDefault = args.length % 2 === 0;
    // Spark's missing default is a null of type string, which counts among the types.
    const types: DataType[] = [...results.map((arg) => arg.type), ...(hasDefault ? [] : [STRING])];
    const type = commonTypeOf(types);
    if (type === null) return err({ code: 'EXP-033', params: { types: types.map(printDataType) } });
    return ok({
      args: args.map((_, i) => (isResult(i, args.length) ? type : compared.value)),
      type,
      nullable: !hasDefault || results.some((arg) => mayBeNull(arg, type)),
    });
  },
  compile: (call, args) => {
    const find = finder(call);
    return (row) => find(args.map((arg) => () => arg(row)));
  },
  cannotEmit: (call) => (isNested(call.type) || isNested(call.args[0]?.type ?? call.type) ? 'nested values' : null),
  emit: (call, context, emitArgument) => {
    const [of, ...pairs] = call.args;
    const value = must(of, 'decode has a value');
    const branches = pairs.map((pair, i) => (isResult(i + 1, call.args.length) ? pair : isSame(value, pair)));
    return emitBranches({ ...call, args: branches }, context, emitArgument);
  },
};

function isResult(index: number, count: number): boolean {
  return index > 0 && (index % 2 === 0 || (index === count - 1 && count % 2 === 0));
}

function isSame(left: Expr, right: Expr): Expr {
  return { kind: 'call', function: nullSafeEqual, args: [left, right], written: '<=>', type: BOOLEAN, nullable: false };
}

type Lazy = () => ReturnType<Evaluator>;

function finder(call: CallExpr): (args: readonly Lazy[]) => ReturnType<Evaluator> {
  const compare = comparatorOf(must(call.args[0], 'decode has a value').type);
  return ([of, ...pairs]) => {
    const value = must(of, 'decode has a value')();
    for (let at = 0; at + 1 < pairs.length; at += 2) {
      if (compare(value, must(pairs[at], 'a search')()) === 0) return must(pairs[at + 1], 'a result')();
    }
    return pairs.length % 2 === 1 ? must(pairs.at(-1), 'a default')() : null;
  };
}
