import { columnsOf, type Expr } from '../expression/expr.ts';

/** Indexes of the columns that any of `exprs` reads. */
export function readBy(exprs: readonly Expr[]): Set<number> {
  return new Set(exprs.flatMap((expr) => [...columnsOf(expr)]));
}

export function union(...sets: readonly Iterable<number>[]): Set<number> {
  return new Set(sets.flatMap((set) => [...set]));
}
