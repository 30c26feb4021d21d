import { columnsOf, type Expr } from '../../expression/expr.ts';
import { columnsNamed } from '../../types/schema.ts';
import { readBy, union } from '../column-sets.ts';
import type { LogicalPlan } from '../logical-plan.ts';

/**
 * Tells each scan which of its columns anything downstream reads. Only those are parsed, and only those can make a
 * record malformed (semantics 2.4).
 */
export function pruneColumns(plan: LogicalPlan): LogicalPlan {
  return prune(plan, new Set(plan.schema.keys()));
}

function prune(plan: LogicalPlan, needed: ReadonlySet<number>): LogicalPlan {
  switch (plan.op) {
    case 'rows-scan':
    case 'rate-scan':
    case 'socket-scan':
    case 'generator-scan':
      return plan;
    case 'file-scan':
      return {
        ...plan,
        requiredColumns: requiredOf(
          plan.schema.length,
          needed,
          columnsNamed(plan.schema, plan.columnNameOfCorruptRecord),
        ),
      };
    case 'project': {
      const kept = plan.columns.filter((_, index) => needed.has(index) || mayFail(plan.columns[index]?.expr));
      return { ...plan, input: prune(plan.input, readBy(kept.map(({ expr }) => expr))) };
    }
    case 'filter':
      return { ...plan, input: prune(plan.input, union(needed, columnsOf(plan.condition))) };
    case 'event-time-watermark':
      return { ...plan, input: prune(plan.input, union(needed, [plan.column], readBy(plan.guards))) };
    case 'time-window': {
      const below = [...needed].filter((index) => index < plan.input.schema.length);
      return { ...plan, input: prune(plan.input, union(below, [plan.column])) };
    }
    case 'session-window': {
      const below = [...needed].filter((index) => index < plan.input.schema.length);
      const gap = 'expr' in plan.gap ? readBy([plan.gap.expr]) : [];
      return { ...plan, input: prune(plan.input, union(below, [plan.column], gap)) };
    }
    case 'deduplicate':
      return { ...plan, input: prune(plan.input, union(needed, plan.columns, plan.lateColumns)) };
    case 'sort':
      return { ...plan, input: prune(plan.input, union(needed, readBy(plan.orders.map(({ expr }) => expr)))) };
    case 'limit':
      return { ...plan, input: prune(plan.input, needed) };
    case 'union': {
      const inputs = plan.inputs.map((input, at) =>
        prune(input, readBy((plan.columns[at] ?? []).filter((expr, index) => needed.has(index) || mayFail(expr)))),
      );
      return { ...plan, inputs };
    }
    case 'join': {
      const { keys, leftOnly, rightOnly, both } = plan.condition;
      const width = plan.left.schema.length;
      const joined = [...union(needed, readBy(both))];
      const left = union(
        joined.filter((index) => index < width),
        readBy([...keys.map((key) => key.left), ...leftOnly]),
        plan.times.left,
      );
      const right = union(
        joined.filter((index) => index >= width).map((index) => index - width),
        readBy([...keys.map((key) => key.right), ...rightOnly]),
        plan.times.right,
      );
      return { ...plan, left: prune(plan.left, left), right: prune(plan.right, right) };
    }
    case 'aggregate': {
      const exprs = [...plan.keys.map(({ expr }) => expr), ...plan.calls.flatMap(({ args }) => args)];
      return { ...plan, input: prune(plan.input, readBy(exprs)) };
    }
  }
}

/** The corrupt-record column alone says nothing of which columns must be sound, so then all are looked at. */
function requiredOf(
  width: number,
  needed: ReadonlySet<number>,
  corrupt: readonly number[],
): ReadonlySet<number> | null {
  const onlyCorrupt = needed.size > 0 && [...needed].every((index) => corrupt.includes(index));
  return onlyCorrupt || needed.size === width ? null : needed;
}

/** A computed column that nobody reads is computed all the same here, so its inputs are read. */
function mayFail(expr: Expr | undefined): boolean {
  return expr !== undefined && expr.kind !== 'column' && expr.kind !== 'literal';
}
