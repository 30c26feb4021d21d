import type { ColumnExpr, Expr } from '../expression/expr.ts';

/** `expr` with each column replaced. */
export function mapColumns(expr: Expr, replace: (column: ColumnExpr) => Expr): Expr {
  switch (expr.kind) {
    case 'literal':
      return expr;
    case 'column':
      return replace(expr);
    case 'call':
      return { ...expr, args: expr.args.map((arg) => mapColumns(arg, replace)) };
    default:
      return { ...expr, of: mapColumns(expr.of, replace) };
  }
}

/** `expr` over a row in which its columns stand `by` places further on. */
export function shiftColumns(expr: Expr, by: number): Expr {
  return mapColumns(expr, (column) => ({ ...column, index: column.index + by }));
}
