import type { Expr } from '../expr.ts';

/** Functions whose result has null elements only where that of their first argument has. */
const AS_FIRST = new Set([
  'array_distinct',
  'array_except',
  'array_remove',
  'array_sort',
  'filter',
  'reverse',
  'shuffle',
  'slice',
  'sort_array',
]);

/** Functions whose result has null elements only where one of the arguments' has. */
const AS_ALL = new Set(['array_intersect', 'array_union', 'concat']);

const NEVER = new Set(['array_compact', 'sequence']);

/** Whether an array can hold null, as far as that shows in the expression; Spark tells from it where a result is never null. */
export function holdsNull(expr: Expr | undefined): boolean {
  if (expr?.kind === 'cast' && !expr.isTry) return holdsNull(expr.of);
  if (expr?.kind !== 'call') return true;
  const { name } = expr.function;
  if (name === 'array') return expr.args.some(({ nullable }) => nullable);
  if (AS_FIRST.has(name)) return holdsNull(expr.args[0]);
  if (AS_ALL.has(name)) return expr.args.some(holdsNull);
  if (name === 'array_append' || name === 'array_prepend') {
    return holdsNull(expr.args[0]) || (expr.args[1]?.nullable ?? true);
  }
  if (name === 'array_repeat') return expr.args[0]?.nullable ?? true;
  if (name === 'transform') return expr.args[1]?.nullable ?? true;
  return !NEVER.has(name);
}
