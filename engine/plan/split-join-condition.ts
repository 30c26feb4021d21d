import { must } from '../base/assert.ts';
import { columnsOf, type Expr } from '../expression/expr.ts';
import { findFunction } from '../expression/functions/registry.ts';
import { BOOLEAN } from '../types/data-type.ts';
import { conjunctsOf } from './conjuncts.ts';
import { shiftColumns } from './map-columns.ts';
import type { JoinCondition, JoinKey } from './operators/join.ts';

/**
 * Takes a join's condition apart as Spark does (semantics 9.3): equalities of an expression over the left columns and one
 * over the right are keys; of the other conjuncts those that read one side alone are told from those that read both. A
 * conjunct that reads no column stands on both sides.
 *
 * @param condition over the left columns followed by the right ones
 * @param width how many columns the left side has
 */
export function splitJoinCondition(condition: Expr, width: number): JoinCondition {
  const keys: JoinKey[] = [];
  const leftOnly: Expr[] = [];
  const rightOnly: Expr[] = [];
  const both: Expr[] = [];
  for (const conjunct of conjunctsOf(condition).flatMap(boundsOf)) {
    const key = keyOf(conjunct, width);
    if (key !== null) {
      keys.push(key);
      continue;
    }
    const side = sideOf(conjunct, width);
    if (side === 'both') both.push(conjunct);
    if (side === 'left' || side === 'none') leftOnly.push(conjunct);
    if (side === 'right' || side === 'none') rightOnly.push(shiftColumns(conjunct, -width));
  }
  return { keys, leftOnly, rightOnly, both };
}

/** `a BETWEEN b AND c` is two conditions, each of which may read one side alone. */
function boundsOf(conjunct: Expr): readonly Expr[] {
  if (conjunct.kind !== 'call' || conjunct.function.name !== 'between') return [conjunct];
  const [of, low, high] = conjunct.args;
  if (of === undefined || low === undefined || high === undefined) return [conjunct];
  return [compare('>=', of, low), compare('<=', of, high)];
}

function compare(symbol: '>=' | '<=', left: Expr, right: Expr): Expr {
  return {
    kind: 'call',
    function: must(findFunction(symbol), 'comparisons are functions'),
    args: [left, right],
    written: symbol,
    type: BOOLEAN,
    nullable: left.nullable || right.nullable,
  };
}

function keyOf(conjunct: Expr, width: number): JoinKey | null {
  if (conjunct.kind !== 'call' || (conjunct.function.name !== '=' && conjunct.function.name !== '<=>')) return null;
  const [first, second] = conjunct.args;
  if (first === undefined || second === undefined) return null;
  const nullSafe = conjunct.function.name === '<=>';
  const sides = `${sideOf(first, width)} ${sideOf(second, width)}`;
  if (sides === 'left right') return { left: first, right: shiftColumns(second, -width), nullSafe };
  if (sides === 'right left') return { left: second, right: shiftColumns(first, -width), nullSafe };
  return null;
}

function sideOf(expr: Expr, width: number): 'left' | 'right' | 'both' | 'none' {
  const columns = [...columnsOf(expr)];
  if (columns.length === 0) return 'none';
  if (columns.every((index) => index < width)) return 'left';
  return columns.every((index) => index >= width) ? 'right' : 'both';
}
