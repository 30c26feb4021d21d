import type { Expr } from '../../expression/expr.ts';
import { inputsOf, type LogicalPlan } from '../../plan/logical-plan.ts';

const NONE: ReadonlySet<number> = new Set();

/**
 * Columns that hold nothing while the query runs, since nothing reads them: `prune-columns` leaves them out where files are read, and
 * whatever hands them on hands on nulls. Positions in the operator's rows.
 */
export function hollowColumns(plan: LogicalPlan): ReadonlySet<number> {
  const inputs = inputsOf(plan).map(hollowColumns);
  const [first = NONE, second = NONE] = inputs;
  switch (plan.op) {
    case 'file-scan': {
      const { requiredColumns } = plan;
      return requiredColumns === null ? NONE : positions(plan.schema.length, (index) => !requiredColumns.has(index));
    }
    case 'project':
      return positions(plan.columns.length, (index) => isHollow(plan.columns[index]?.expr, first));
    case 'union':
      return positions(plan.schema.length, (index) =>
        plan.columns.some((exprs, at) => isHollow(exprs[index], inputs[at] ?? NONE)),
      );
    case 'join': {
      const width = plan.left.schema.length;
      return positions(plan.schema.length, (index) => (index < width ? first.has(index) : second.has(index - width)));
    }
    case 'aggregate':
      return NONE;
    default:
      return first;
  }
}

function isHollow(expr: Expr | undefined, input: ReadonlySet<number>): boolean {
  if (expr?.kind === 'cast') return isHollow(expr.of, input);
  return expr?.kind === 'column' && input.has(expr.index);
}

function positions(width: number, isOne: (index: number) => boolean): ReadonlySet<number> {
  return new Set(Array.from({ length: width }, (_, index) => index).filter(isOne));
}
