/**
 * Which conditions Spark's optimizer has a join's inputs meet before the join sees them: those of ON that read one side alone,
 * that a compared column is not null, and what follows for the other side of an equality. It does so only where that cannot
 * change the result, so not for a side whose rows come out without a partner. Rows that are held back so are never kept, are
 * not counted as late and do not move a watermark below (semantics 5.1 and 9.3).
 */
import { must } from '../base/assert.ts';
import { type ColumnExpr, columnsOf, type Expr } from '../expression/expr.ts';
import { findFunction } from '../expression/functions/registry.ts';
import { BOOLEAN } from '../types/data-type.ts';
import { conjunctsOf } from './conjuncts.ts';
import { isPushed, type JoinSide, otherSide } from './join-side.ts';
import type { LogicalPlan } from './logical-plan.ts';
import { mapColumns, shiftColumns } from './map-columns.ts';
import type { Join, JoinType } from './operators/join.ts';

export type SideConditions = Readonly<Record<JoinSide, readonly Expr[]>>;

/** Join types whose result holds rows of a side only as they are, so that a condition behind the join can be met before it. */
const passes: Readonly<Record<JoinSide, readonly JoinType[]>> = {
  left: ['inner', 'left', 'left-semi', 'left-anti'],
  right: ['inner', 'right'],
};

/**
 * Conditions over the columns of each side.
 *
 * @param above conditions over the join's own columns that hold for every row that is used behind it
 */
export function pushedBelow(plan: Join<LogicalPlan>, above: readonly Expr[] = []): SideConditions {
  const { keys, leftOnly, rightOnly, both } = plan.condition;
  const width = plan.left.schema.length;
  const isWithin = (expr: Expr, side: JoinSide): boolean =>
    [...columnsOf(expr)].every((index) => index < width === (side === 'left'));
  const reads = above.filter((expr) => columnsOf(expr).size > 0);
  const passed: SideConditions = {
    left: passes.left.includes(plan.type) ? reads.filter((expr) => isWithin(expr, 'left')) : [],
    right: passes.right.includes(plan.type)
      ? reads.filter((expr) => isWithin(expr, 'right')).map((expr) => shiftColumns(expr, -width))
      : [],
  };
  const known: SideConditions = {
    left: [...leftOnly, ...passed.left],
    right: [...rightOnly, ...passed.right],
  };
  const compared = both.flatMap(comparedColumns);
  const notNull: SideConditions = {
    left: [
      ...keys.flatMap(({ left, nullSafe }) => (nullSafe ? [] : comparedColumns(left))),
      ...compared.filter(({ index }) => index < width),
    ].map(isNotNull),
    right: [
      ...keys.flatMap(({ right, nullSafe }) => (nullSafe ? [] : comparedColumns(right))),
      ...compared.flatMap((column) => (column.index < width ? [] : [{ ...column, index: column.index - width }])),
    ].map(isNotNull),
  };
  const pushed = (side: JoinSide): readonly Expr[] => {
    if (!isPushed(plan.type, side)) return passed[side];
    const other = otherSide(side);
    const mirrored = [...known[other], ...constraintsOf(plan[other])].flatMap((expr) => mirror(plan, expr, side) ?? []);
    return [...known[side], ...notNull[side], ...mirrored];
  };
  return { left: pushed('left'), right: pushed('right') };
}

/** A condition over the other side's columns, over those of `side` that the keys make equal; null where one is missing. */
function mirror(plan: Join<LogicalPlan>, expr: Expr, side: JoinSide): Expr | null {
  const other = otherSide(side);
  const equal = new Map<number, ColumnExpr>();
  for (const key of plan.condition.keys) {
    const [from, to] = [key[other], key[side]];
    if (!key.nullSafe && from.kind === 'column' && to.kind === 'column') equal.set(from.index, to);
  }
  const columns = [...columnsOf(expr)];
  if (columns.length === 0 || !columns.every((index) => equal.has(index))) return null;
  return mapColumns(expr, (column) => must(equal.get(column.index), 'every column has an equal'));
}

/** Conditions that every row of a plan meets, as far as filters below it say so. */
function constraintsOf(plan: LogicalPlan): readonly Expr[] {
  switch (plan.op) {
    case 'filter':
      return [...conjunctsOf(plan.condition), ...constraintsOf(plan.input)];
    case 'event-time-watermark':
    case 'time-window':
    case 'deduplicate':
    case 'sort':
    case 'limit':
      return constraintsOf(plan.input);
    case 'project': {
      const places = new Map<number, ColumnExpr>();
      plan.columns.forEach(({ expr, name }, index) => {
        if (expr.kind === 'column') places.set(expr.index, { ...expr, index, name });
      });
      return constraintsOf(plan.input)
        .filter((expr) => [...columnsOf(expr)].every((index) => places.has(index)))
        .map((expr) => mapColumns(expr, (column) => must(places.get(column.index), 'every column was kept')));
    }
    default:
      return [];
  }
}

/** Functions that Spark knows to be null where an argument is. */
const nullIntolerant = new Set(
  (
    '= != < <= > >= + - * / % div negative not abs floor ceil upper lower length substring like rlike ' +
    'year quarter month day hour minute second date_add date_sub datediff'
  ).split(' '),
);

/** Columns that cannot be null where the expression is not. */
function comparedColumns(expr: Expr): ColumnExpr[] {
  switch (expr.kind) {
    case 'column':
      return [expr];
    case 'literal':
      return [];
    case 'call':
      return nullIntolerant.has(expr.function.name) ? expr.args.flatMap(comparedColumns) : [];
    default:
      return comparedColumns(expr.of);
  }
}

function isNotNull(column: ColumnExpr): Expr {
  return {
    kind: 'call',
    function: must(findFunction('isnotnull'), 'isnotnull is a function'),
    args: [column],
    written: 'isnotnull',
    type: BOOLEAN,
    nullable: false,
  };
}
