import type { Expr } from '../expression/expr.ts';

/** The conditions that all must hold for `condition` to hold. */
export function conjunctsOf(condition: Expr): readonly Expr[] {
  return condition.kind === 'call' && condition.function.name === 'and'
    ? condition.args.flatMap(conjunctsOf)
    : [condition];
}
