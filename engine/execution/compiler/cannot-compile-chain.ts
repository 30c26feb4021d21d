import { columnsOf, type Expr } from '../../expression/expr.ts';
import type { LogicalPlan } from '../../plan/logical-plan.ts';
import { type Aggregate, sessionKey } from '../../plan/operators/aggregate.ts';
import type { TimeWindow } from '../../plan/operators/time-window.ts';
import type { Schema } from '../../types/schema.ts';
import { SPAN_MICROS_MAX, spansOf, windowsMax } from './window-spans.ts';

/** More windows a row than this are rare and spend their time in the groups anyway. */
const WINDOWS_MAX = 1024;

/**
 * Why the operators between a scan and a stage's end cannot be compiled; null where they can.
 *
 * @param chain from the scan's consumer to the stage's last operator that takes a row at a time
 * @param top the aggregation that the stage ends in; null where rows leave it
 */
export function cannotCompileChain(chain: readonly LogicalPlan[], top: Aggregate<LogicalPlan> | null): string | null {
  if (top !== null && sessionKey(top) >= 0) return 'sessions';
  /** Positions of the columns that hold one of several windows of a row. */
  let several: ReadonlySet<number> = new Set();
  let hasWindow = false;
  for (const operator of chain) {
    const reason = cannotCompileOperator(operator, hasWindow) ?? overWindow(expressionsOf(operator), several);
    if (reason !== null) return reason;
    if (operator.op === 'time-window') {
      hasWindow = true;
      if (windowsMax(spansOf(operator)) !== 1 || operator.durationMicros !== operator.slideMicros) {
        several = new Set([operator.schema.length - 1]);
      }
    } else if (operator.op === 'project') several = projected(operator.columns, several);
  }
  if (top === null) return null;
  const keys = overWindow(
    top.keys.map(({ expr }) => expr),
    several,
  );
  if (keys !== null) return keys;
  for (const { functionName, args } of top.calls) {
    const isHeld = functionName !== 'count' && args.some((arg) => [...columnsOf(arg)].some((at) => several.has(at)));
    const reason = isHeld ? `${functionName} of a window` : overWindow(args, several);
    if (reason !== null) return reason;
  }
  return null;
}

function cannotCompileOperator(operator: LogicalPlan, hasWindow: boolean): string | null {
  switch (operator.op) {
    case 'project':
    case 'filter':
      return null;
    case 'event-time-watermark':
      return hasWindow || isNested(operator.input.schema, operator.column) ? 'a watermark behind a window' : null;
    case 'time-window':
      if (hasWindow || isNested(operator.input.schema, operator.column)) return 'a window over a window';
      return cannotCompileWindow(operator);
    default:
      return `a ${operator.op} inside the stage`;
  }
}

function expressionsOf(operator: LogicalPlan): readonly Expr[] {
  switch (operator.op) {
    case 'project':
      return operator.columns.map(({ expr }) => expr);
    case 'filter':
      return [operator.condition];
    case 'event-time-watermark':
      return operator.guards;
    default:
      return [];
  }
}

function cannotCompileWindow(window: TimeWindow): string | null {
  const { durationMicros, slideMicros, startMicros } = window;
  const spans = [durationMicros, slideMicros, startMicros, -startMicros];
  if (spans.some((span) => span > SPAN_MICROS_MAX)) return 'a window of very long spans';
  return windowsMax(spansOf(window)) > WINDOWS_MAX ? `more than ${WINDOWS_MAX} windows a row` : null;
}

/** Windows of a row that has several are handed on or are keys, as they are; nothing is computed with them. */
function overWindow(exprs: readonly Expr[], several: ReadonlySet<number>): string | null {
  const isOver = (expr: Expr) => expr.kind !== 'column' && [...columnsOf(expr)].some((index) => several.has(index));
  return exprs.some(isOver) ? 'an expression over a window' : null;
}

function projected(columns: readonly { readonly expr: Expr }[], several: ReadonlySet<number>): ReadonlySet<number> {
  return new Set(columns.flatMap(({ expr }, at) => (expr.kind === 'column' && several.has(expr.index) ? [at] : [])));
}

function isNested(schema: Schema, column: number): boolean {
  const kind = schema[column]?.type.kind;
  return kind === 'struct' || kind === 'array';
}
