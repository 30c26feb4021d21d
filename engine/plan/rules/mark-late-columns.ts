import { columnsOf } from '../../expression/expr.ts';
import { taggedColumns } from '../../types/schema.ts';
import { readBy, union } from '../column-sets.ts';
import type { LogicalPlan } from '../logical-plan.ts';

/**
 * Tells each `dropDuplicates` and each side of a join which tagged columns it still sees once Spark has taken the columns out
 * of the plan that nothing behind reads. Without one it drops no late rows. `dropDuplicatesWithinWatermark` reads its tagged
 * column itself, so that it always sees it.
 */
export function markLateColumns(plan: LogicalPlan): LogicalPlan {
  return mark(plan, new Set(plan.schema.keys()));
}

/** `read` holds the columns of `plan` that Spark keeps for what comes behind it. */
function mark(plan: LogicalPlan, read: ReadonlySet<number>): LogicalPlan {
  switch (plan.op) {
    case 'file-scan':
    case 'rows-scan':
    case 'rate-scan':
    case 'socket-scan':
    case 'generator-scan':
      return plan;
    case 'project': {
      const kept = plan.columns.filter((_, index) => read.has(index));
      return { ...plan, input: mark(plan.input, readBy(kept.map(({ expr }) => expr))) };
    }
    case 'filter':
      return { ...plan, input: mark(plan.input, union(read, columnsOf(plan.condition))) };
    case 'event-time-watermark':
      return { ...plan, input: mark(plan.input, union(read, [plan.column])) };
    case 'time-window':
    case 'session-window': {
      const below = [...read].filter((index) => index < plan.input.schema.length);
      const gap = plan.op === 'session-window' && 'expr' in plan.gap ? columnsOf(plan.gap.expr) : [];
      return { ...plan, input: mark(plan.input, union(below, [plan.column], gap)) };
    }
    case 'deduplicate': {
      const tagged = taggedColumns(plan.input.schema);
      const kept = union(read, plan.columns, plan.withinWatermark ? tagged : []);
      return { ...plan, lateColumns: tagged.filter((index) => kept.has(index)), input: mark(plan.input, kept) };
    }
    case 'sort':
      return { ...plan, input: mark(plan.input, union(read, readBy(plan.orders.map(({ expr }) => expr)))) };
    case 'limit':
      return { ...plan, input: mark(plan.input, read) };
    case 'union': {
      const inputs = plan.inputs.map((input, at) =>
        mark(input, readBy((plan.columns[at] ?? []).filter((_, index) => read.has(index)))),
      );
      return { ...plan, inputs };
    }
    case 'join': {
      const { keys, leftOnly, rightOnly, both } = plan.condition;
      const width = plan.left.schema.length;
      const joined = [...union(read, readBy(both))];
      const ofLeft = joined.filter((index) => index < width);
      const ofRight = joined.filter((index) => index >= width).map((index) => index - width);
      const left = union(ofLeft, readBy([...keys.map((key) => key.left), ...leftOnly]));
      const right = union(ofRight, readBy([...keys.map((key) => key.right), ...rightOnly]));
      const times = {
        left: plan.times.left.filter((index) => left.has(index)),
        right: plan.times.right.filter((index) => right.has(index)),
      };
      return { ...plan, times, left: mark(plan.left, left), right: mark(plan.right, right) };
    }
    case 'aggregate': {
      const calls = plan.calls.filter((_, index) => read.has(plan.keys.length + index));
      const exprs = [...plan.keys.map(({ expr }) => expr), ...calls.flatMap(({ args }) => args)];
      return { ...plan, input: mark(plan.input, readBy(exprs)) };
    }
  }
}
