import { columnsOf, type Expr } from '../../expression/expr.ts';
import { conjunctsOf } from '../conjuncts.ts';
import { pushedBelow } from '../join-pushdown.ts';
import type { LogicalPlan } from '../logical-plan.ts';
import { mapColumns } from '../map-columns.ts';
import { sessionKey } from '../operators/aggregate.ts';
import type { NamedExpr } from '../operators/project.ts';

/**
 * Spark pushes a filter that does not mention the event-time column below the watermark, so that rows it rejects do not
 * advance the watermark (semantics 5.1). It does so condition by condition of an AND, and through columns that are
 * computed, windows that are added and keys that are grouped in between. Here the nodes keep the canvas's order, for
 * counts that people can follow, and the watermark is told the conditions instead.
 */
export function guardWatermarks(plan: LogicalPlan): LogicalPlan {
  return withGuards(plan, []);
}

/** `above` holds the conditions over `plan`'s columns that Spark would run before whatever `plan` feeds. */
function withGuards(plan: LogicalPlan, above: readonly Expr[]): LogicalPlan {
  switch (plan.op) {
    case 'file-scan':
    case 'rows-scan':
    case 'rate-scan':
    case 'socket-scan':
    case 'generator-scan':
      return plan;
    case 'filter':
      return { ...plan, input: withGuards(plan.input, [...conjunctsOf(plan.condition), ...above]) };
    case 'event-time-watermark': {
      const guards = above.filter((condition) => !columnsOf(condition).has(plan.column));
      return { ...plan, guards, input: withGuards(plan.input, guards) };
    }
    case 'project':
      return { ...plan, input: withGuards(plan.input, overInput(above, plan.columns)) };
    case 'sort':
      return { ...plan, input: withGuards(plan.input, above) };
    case 'join': {
      // A join of two streams also keeps and counts no more than those rows.
      const pushed = pushedBelow(plan, above);
      return { ...plan, pushed, left: withGuards(plan.left, pushed.left), right: withGuards(plan.right, pushed.right) };
    }
    case 'union': {
      const inputs = plan.inputs.map((input, at) => {
        const columns = (plan.columns[at] ?? []).map((expr, index) => ({ expr, name: plan.schema[index]?.name ?? '' }));
        return withGuards(input, overInput(above, columns));
      });
      return { ...plan, inputs };
    }
    case 'deduplicate':
    case 'limit':
      // What these let pass depends on more than the row.
      return { ...plan, input: withGuards(plan.input, []) };
    case 'time-window':
    case 'session-window': {
      const width = plan.input.schema.length;
      const below = above.filter((condition) => [...columnsOf(condition)].every((index) => index < width));
      return { ...plan, input: withGuards(plan.input, below) };
    }
    case 'aggregate': {
      // Spark would ask a condition on a session of each row's own session, before they are merged. Here it is asked of the
      // sessions that there are, so nothing may move before the aggregation then.
      const session = sessionKey(plan);
      const asksSessions = session >= 0 && above.some((condition) => columnsOf(condition).has(session));
      const moves = plan.keys.length > 0 && !asksSessions;
      return { ...plan, input: withGuards(plan.input, moves ? overInput(above, plan.keys) : []) };
    }
  }
}

/** Those of `conditions` that read no other columns than `columns`, written over what these are computed from. */
function overInput(conditions: readonly Expr[], columns: readonly NamedExpr[]): Expr[] {
  return conditions
    .filter((condition) => [...columnsOf(condition)].every((index) => index < columns.length))
    .map((condition) => mapColumns(condition, (column) => columns[column.index]?.expr ?? column));
}
