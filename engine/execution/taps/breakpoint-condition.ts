/**
 * The condition of a breakpoint: Spark SQL over the columns of its wire, in which `late` is true for rows behind the watermark, unless
 * the wire has a column of that name. No condition is met by every row; one that fails for a row is not met by it.
 */
import { EngineError } from '../../base/errors/engine-error.ts';
import { columnsOf, type Environment, type Expr } from '../../expression/expr.ts';
import { interpret } from '../../expression/interpret.ts';
import { resolveCondition } from '../../expression/resolve-expression.ts';
import type { LogicalPlan, QueryPlan } from '../../plan/logical-plan.ts';
import { optimize } from '../../plan/optimizer.ts';
import { BOOLEAN } from '../../types/data-type.ts';
import { columnsNamed, type Field, type Schema } from '../../types/schema.ts';
import type { Row } from '../../types/value.ts';
import { hollowColumns } from './hollow-columns.ts';
import { hasEventTime, rowTimeOn } from './late-rows.ts';
import type { WireBreakpoint } from './row-looks.ts';
import { isRecordWire, type PlanWire, wireBetween } from './wires.ts';

const LATE: Field = { name: 'late', type: BOOLEAN, nullable: false };

/** A breakpoint whose wire was found in a plan and whose condition can be evaluated. */
export interface PlacedBreakpoint {
  readonly id: string;
  readonly wire: PlanWire;
  /** Over the wire's columns and, behind them, `late`; null for any row. */
  readonly condition: Expr | null;
}

/** Tells whether a row meets a breakpoint. */
export type RowTest = (row: Row) => boolean;

/**
 * Finds the breakpoint's wire and reads its condition; null where the plan does not have the wire.
 *
 * Throws EXE-211 where `late` has no meaning, EXE-212 where no rows run yet, and the problem of the condition (EXP-020 for a column
 * that is not there, EXP-035 for what is no condition …) with the breakpoint's id as the parameter `breakpoint`.
 *
 * @param plan optimized
 */
export function placeBreakpoint(
  plan: LogicalPlan,
  sinkNodeId: string,
  breakpoint: WireBreakpoint,
): PlacedBreakpoint | null {
  const { id, source, target } = breakpoint;
  const wire = wireBetween(plan, sinkNodeId, breakpoint);
  const at = { nodeId: target, setting: 'edges' };
  const params = { breakpoint: id, source, target };
  if (wire === null) {
    if (isRecordWire(plan, breakpoint)) throw new EngineError('EXE-212', params, at);
    return null;
  }
  if (breakpoint.condition.trim() === '') return { id, wire, condition: null };
  const { schema } = wire.from;
  const hasLate = hasEventTime(wire) && columnsNamed(schema, LATE.name).length === 0;
  const resolved = resolveCondition(breakpoint.condition, hasLate ? [...schema, LATE] : schema);
  if (!resolved.ok) {
    const [problem] = resolved.error;
    const isLate = problem?.code === 'EXP-020' && String(problem.params.name).toLowerCase() === LATE.name;
    if (problem === undefined || isLate) throw new EngineError('EXE-211', params, at);
    throw new EngineError(problem.code, { ...problem.params, breakpoint: id }, { ...at, span: problem.span });
  }
  const { expr } = resolved.value;
  const hollow = hollowColumns(wire.from);
  const read = [...columnsOf(expr)].filter((index) => hollow.has(index));
  if (read.length > 0 && !isFileRegion(wire.from)) {
    throw new EngineError('EXE-213', { ...params, columns: namesOf(schema, read) }, at);
  }
  return { id, wire, condition: expr };
}

/** What is wrong with breakpoints, asked one by one. */
export class BreakpointChecker {
  readonly #plans: readonly { readonly plan: LogicalPlan; readonly sinkNodeId: string }[];

  constructor(queries: readonly QueryPlan[]) {
    this.#plans = queries.map(({ plan, sink }) => ({ plan: optimize(plan), sinkNodeId: sink.nodeId }));
  }

  /** What `placeBreakpoint` throws where it cannot be, EXE-210 where no query has its wire; null where nothing is wrong. */
  problemOf(breakpoint: WireBreakpoint): EngineError | null {
    try {
      const placed = this.#plans.map(({ plan, sinkNodeId }) => placeBreakpoint(plan, sinkNodeId, breakpoint));
      return placed.some((each) => each !== null) ? null : wireNotFound(breakpoint);
    } catch (error) {
      if (error instanceof EngineError) return error;
      throw error;
    }
  }
}

/** Throws the first problem there is. */
export function checkBreakpoints(queries: readonly QueryPlan[], breakpoints: readonly WireBreakpoint[]): void {
  if (breakpoints.length === 0) return;
  const checker = new BreakpointChecker(queries);
  for (const breakpoint of breakpoints) {
    const problem = checker.problemOf(breakpoint);
    if (problem !== null) throw problem;
  }
}

export function wireNotFound({ id, source, target }: WireBreakpoint): EngineError {
  return new EngineError('EXE-210', { breakpoint: id, source, target }, { nodeId: target, setting: 'edges' });
}

/**
 * Whether rows come to here from a stream of files by operators that take a row at a time, so that they can be made again from the
 * files alone.
 */
export function isFileRegion(plan: LogicalPlan): boolean {
  switch (plan.op) {
    case 'file-scan':
      return !plan.isStatic;
    case 'project':
    case 'filter':
    case 'event-time-watermark':
    case 'time-window':
      return isFileRegion(plan.input);
    default:
      return false;
  }
}

/**
 * The test of one batch.
 *
 * @param lateMs the watermark that the batch's late rows are judged by, on this wire; null where nothing is late
 */
export function testOf(
  { wire, condition }: PlacedBreakpoint,
  lateMs: number | null,
  environment: Environment,
): RowTest {
  if (condition === null) return () => true;
  const holds = interpret(condition, environment);
  const late = wire.from.schema.length;
  const isLate = columnsOf(condition).has(late) ? lateTest(wire, lateMs, environment) : null;
  return (row) => {
    try {
      return holds(isLate === null ? row : [...row, isLate(row)]) === true;
    } catch (error) {
      if (error instanceof EngineError) return false;
      throw error;
    }
  };
}

/** Tells whether a row is behind the watermark. */
export function lateTest(wire: PlanWire, lateMs: number | null, environment: Environment): RowTest {
  const timeOf = lateMs === null ? null : rowTimeOn(wire, environment);
  if (timeOf === null || lateMs === null) return () => false;
  const lateMicros = BigInt(lateMs) * 1000n;
  return (row) => {
    const time = timeOf(row);
    return time !== null && time <= lateMicros;
  };
}

function namesOf(schema: Schema, indexes: readonly number[]): string[] {
  return indexes.flatMap((index) => schema[index]?.name ?? []);
}
