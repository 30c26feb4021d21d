import type { EmitContext, EmittedValue } from '../emit-context.ts';
import type { CallExpr, EmitArgument, Evaluator, Expr } from '../expr.ts';
import { insideBranch, isTrue } from './logic-emit.ts';

/**
 * Conditions and results in turn, and at the end, when their number is odd, the result for the rest. Nothing after the first true
 * condition is computed.
 */
export function compileBranches(args: readonly Evaluator[]): Evaluator {
  const [condition, result, ...rest] = args;
  if (condition === undefined) return () => null;
  if (result === undefined) return condition;
  const others = compileBranches(rest);
  return (row) => (condition(row) === true ? result(row) : others(row));
}

export function emitBranches(call: CallExpr, context: EmitContext, emitArgument: EmitArgument): EmittedValue {
  const value = context.fresh('v');
  const isNull = context.fresh('n');
  // Fetched before any branch opens: what a branch fetches first would exist in it alone.
  context.statement(`let ${value} = null, ${isNull} = true;`);
  context.statement(branchCode(call.args, context));
  return { value, isNull };

  function branchCode(args: readonly Expr[], outer: EmitContext): string {
    const [condition, result, ...rest] = args;
    if (condition === undefined) return '';
    if (result === undefined) return assigned(condition, outer);
    const opened = insideBranch(outer);
    const test = emitArgument(condition, opened.inner);
    const then = assigned(result, outer);
    return `{ ${opened.code()} if (${isTrue(test)}) ${then} else { ${branchCode(rest, outer)} } }`;
  }

  function assigned(expr: Expr, outer: EmitContext): string {
    const branch = insideBranch(outer);
    const emitted = emitArgument(expr, branch.inner);
    return `{ ${branch.code()} ${value} = ${emitted.value}; ${isNull} = ${emitted.isNull}; }`;
  }
}
