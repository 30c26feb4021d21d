import { cannotEmit } from '../../expression/emit.ts';
import { columnsOf, type Expr } from '../../expression/expr.ts';
import type { LogicalPlan } from '../../plan/logical-plan.ts';
import { type Aggregate, sessionKey } from '../../plan/operators/aggregate.ts';
import type { TimeWindow } from '../../plan/operators/time-window.ts';
import type { Schema } from '../../types/schema.ts';
import { windowsMax } from './emit-groups.ts';

/** More windows a row than this are rare and spend their time in the groups anyway. */
const WINDOWS_MAX = 1024;
/** Windows' spans in microseconds up to here leave all sums of times and spans safe integers: some 35 years. */
const SPAN_MICROS_MAX = 2n ** 50n;

/** What the loop keeps as numbers, or leaves to the aggregate for values that are no numbers. */
const COMPILED_AGGREGATES: ReadonlySet<string> = new Set(['count', 'sum', 'avg', 'min', 'max']);

/**
 * Why the operators between a scan and `top`, or `top` itself, cannot be compiled; null where they can.
 *
 * @param chain from the scan's consumer to the aggregation's input
 */
export function cannotCompileChain(chain: readonly LogicalPlan[], top: Aggregate): string | null {
  if (sessionKey(top) >= 0) return 'sessions';
  let hasWindow = false;
  for (const operator of chain) {
    const reason = cannotCompileOperator(operator, hasWindow);
    if (reason !== null) return reason;
    hasWindow ||= operator.op === 'time-window';
  }
  const schema = top.input.schema;
  for (const { expr } of top.keys) {
    const reason = cannotCompileExpr(expr, schema);
    if (reason !== null) return reason;
  }
  for (const call of top.calls) {
    if (!COMPILED_AGGREGATES.has(call.functionName)) return `the aggregate ${call.functionName}`;
    const isCount = call.functionName === 'count';
    for (const arg of call.args) {
      if (!isCount && isNested(arg.type)) return `${call.functionName} of a window`;
      const reason = cannotCompileExpr(arg, schema);
      if (reason !== null) return reason;
    }
  }
  return null;
}

function cannotCompileOperator(operator: LogicalPlan, hasWindow: boolean): string | null {
  switch (operator.op) {
    case 'project':
      return firstReason(operator.columns.map(({ expr }) => cannotCompileExpr(expr, operator.input.schema)));
    case 'filter':
      return cannotCompileExpr(operator.condition, operator.input.schema);
    case 'event-time-watermark':
      if (hasWindow) return 'a watermark behind a window';
      return firstReason(operator.guards.map((guard) => cannotCompileExpr(guard, operator.input.schema)));
    case 'time-window':
      return hasWindow ? 'a window over a window' : cannotCompileWindow(operator);
    default:
      return `a ${operator.op} inside the stage`;
  }
}

function cannotCompileWindow(window: TimeWindow): string | null {
  const { durationMicros, slideMicros, startMicros } = window;
  const spans = [durationMicros, slideMicros, startMicros, -startMicros];
  if (spans.some((span) => span > SPAN_MICROS_MAX)) return 'a window of very long spans';
  return windowsMax(window) > WINDOWS_MAX ? `more than ${WINDOWS_MAX} windows a row` : null;
}

/** A window may be handed on or be a key, as it is; nothing is computed with it. */
function cannotCompileExpr(expr: Expr, schema: Schema): string | null {
  if (expr.kind === 'column') return null;
  const isOverWindow = [...columnsOf(expr)].some((index) => isNested(schema[index]?.type));
  return isOverWindow ? 'an expression over a window' : cannotEmit(expr);
}

function isNested(type: { readonly kind: string } | undefined): boolean {
  return type?.kind === 'struct' || type?.kind === 'array';
}

function firstReason(reasons: readonly (string | null)[]): string | null {
  return reasons.find((reason) => reason !== null) ?? null;
}
