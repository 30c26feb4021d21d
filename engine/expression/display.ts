import { printDataType } from '../types/data-type-text.ts';
import type { Expr } from './expr.ts';
import { isNested } from './functions/wide-number.ts';

/** An expression as Spark prints it for a column without a name of its own: `(a + 1)`, `upper(action)`. */
export function displayExpr(expr: Expr): string {
  switch (expr.kind) {
    case 'literal':
      return expr.display;
    case 'column':
      return expr.name;
    case 'field':
      return `${displayExpr(expr.of)}.${expr.name}`;
    case 'cast':
      // Spark forgets that a cast to a nested type was written.
      if (!expr.isExplicit || isNested(expr.type)) return displayExpr(expr.of);
      return `${expr.isTry ? 'TRY_CAST' : 'CAST'}(${displayExpr(expr.of)} AS ${printDataType(expr.type).toUpperCase()})`;
    case 'call': {
      const args = expr.args.map(displayExpr);
      return expr.function.display?.(args, expr.written, expr) ?? `${expr.written}(${args.join(', ')})`;
    }
  }
}
