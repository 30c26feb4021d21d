import { must } from '../../base/assert.ts';
import type { EmitContext, EmittedValue } from '../emit-context.ts';
import type { CallExpr, EmitArgument, Evaluator } from '../expr.ts';
import { insideBranch, isFalse, isTrue } from './logic-emit.ts';

/**
 * AND and OR in three-valued logic. `decisive` is the value of one side that settles the result whatever the other is: false
 * for AND, true for OR.
 */
export function compileConnective(args: readonly Evaluator[], decisive: boolean): Evaluator {
  const left = must(args[0], 'AND and OR have a left side');
  const right = must(args[1], 'AND and OR have a right side');
  return (row) => {
    const a = left(row);
    if (a === decisive) return decisive;
    const b = right(row);
    if (b === decisive) return decisive;
    return a === null || b === null ? null : !decisive;
  };
}

export function emitConnective(
  call: CallExpr,
  context: EmitContext,
  emitArgument: EmitArgument,
  decisive: boolean,
): EmittedValue {
  const left = emitArgument(must(call.args[0], 'AND and OR have a left side'), context);
  const branch = insideBranch(context);
  const right = emitArgument(must(call.args[1], 'AND and OR have a right side'), branch.inner);
  const settles = decisive ? isTrue : isFalse;
  const agrees = decisive ? isFalse : isTrue;
  const value = context.fresh('b');
  const isNull = context.fresh('n');
  const nullable = left.isNull !== 'false' || right.isNull !== 'false';
  context.statement(`let ${value} = ${decisive}, ${isNull} = false;`);
  context.statement(
    `if (!(${settles(left)})) { ${branch.code()} if (!(${settles(right)})) {` +
      (nullable
        ? ` if ((${agrees(left)}) && (${agrees(right)})) ${value} = ${!decisive}; else ${isNull} = true;`
        : ` ${value} = ${!decisive};`) +
      ' } }',
  );
  return { value, isNull: nullable ? isNull : 'false' };
}
