import { displayExpr } from '../expression/display.ts';
import type { Expr } from '../expression/expr.ts';
import { printDataType } from '../types/data-type-text.ts';
import type { Schema } from '../types/schema.ts';
import { isStreamStreamJoin } from './join-eviction.ts';
import { inputsOf, type LogicalPlan, operatorsOf } from './logical-plan.ts';
import { mapColumns } from './map-columns.ts';
import { type Aggregate, type AggregateCall, sessionKey } from './operators/aggregate.ts';
import type { Join } from './operators/join.ts';
import type { SessionWindow } from './operators/session-window.ts';
import type { TimeWindow } from './operators/time-window.ts';
import type { OperatorDescription } from './query-description.ts';

type WithoutNode<Described> = Described extends unknown ? Omit<Described, 'nodeId' | 'label'> : never;

/** What the state of a streaming operator depends on; null for one that keeps none. */
export function describeOperator(plan: LogicalPlan): WithoutNode<OperatorDescription> | null {
  switch (plan.op) {
    case 'aggregate':
      return {
        kind: 'group-by',
        keys: plan.keys.map((key, index) => keyOf(plan, key, index === sessionKey(plan))),
        aggregates: plan.calls.map(callOf),
      };
    case 'deduplicate':
      return {
        kind: 'deduplicate',
        columns: columnsOf(plan.columns.flatMap((index) => plan.schema[index] ?? [])),
        withinWatermark: plan.withinWatermark,
      };
    case 'join':
      return isStreamStreamJoin(plan) ? joinOf(plan) : null;
    case 'limit':
      return { kind: 'limit', count: plan.count };
    default:
      return null;
  }
}

function columnsOf(schema: Schema): { name: string; type: string }[] {
  return schema.map(({ name, type }) => ({ name, type: printDataType(type) }));
}

function keyOf(plan: Aggregate<LogicalPlan>, { name, expr }: Aggregate['keys'][number], isSession: boolean) {
  const window = expr.kind === 'column' ? windowAt(plan.input, expr.index) : null;
  const text = window === null ? displayExpr(expr) : windowText(window);
  return { name, type: printDataType(expr.type), expr: text, isSession };
}

function callOf({ name, functionName, aggregate, origin }: AggregateCall) {
  return {
    name,
    function: functionName,
    arguments: origin.args.map(displayExpr),
    argumentTypes: aggregate.argumentTypes.map(printDataType),
    buffers: aggregate.bufferTypes.map(printDataType),
  };
}

function joinOf(plan: Join<LogicalPlan>): WithoutNode<OperatorDescription> {
  const { keys, leftOnly, rightOnly, both } = plan.condition;
  const side = (input: LogicalPlan) => ({ columns: columnsOf(input.schema), reads: readsOf(input) });
  const width = plan.left.schema.length;
  const qualified = (expr: Expr): Expr =>
    mapColumns(expr, (column) => ({ ...column, name: `${column.index < width ? 'left' : 'right'}.${column.name}` }));
  const of = (qualifier: string, exprs: readonly Expr[]) => exprs.map((expr) => `${qualifier}: ${displayExpr(expr)}`);
  return {
    kind: 'join',
    type: plan.type,
    keys: keys.map(({ left, right, nullSafe }) => ({
      left: displayExpr(left),
      right: displayExpr(right),
      type: printDataType(left.type),
      nullSafe,
    })),
    conditions: [
      ...of('left', leftOnly),
      ...of('right', rightOnly),
      ...both.map((expr) => displayExpr(qualified(expr))),
    ],
    left: side(plan.left),
    right: side(plan.right),
  };
}

/** Names of the columns of file sources that are read at all: nodes may be called otherwise. */
function readsOf(plan: LogicalPlan): string[] {
  const reads = operatorsOf(plan).flatMap((scan) => {
    if (scan.op !== 'file-scan') return [];
    const { requiredColumns } = scan;
    const read = scan.schema.filter((_, index) => requiredColumns === null || requiredColumns.has(index));
    return read.map(({ name }) => name);
  });
  return [...new Set(reads)].sort();
}

/** The window node that made a column; null for any other column. */
function windowAt(plan: LogicalPlan, index: number): TimeWindow<LogicalPlan> | SessionWindow<LogicalPlan> | null {
  const isAdded = 'input' in plan && index >= plan.input.schema.length;
  switch (plan.op) {
    case 'time-window':
    case 'session-window':
      return isAdded ? plan : windowAt(plan.input, index);
    case 'project': {
      const expr = plan.columns[index]?.expr;
      return expr?.kind === 'column' ? windowAt(plan.input, expr.index) : null;
    }
    case 'aggregate': {
      const expr = plan.keys[index]?.expr;
      return expr?.kind === 'column' ? windowAt(plan.input, expr.index) : null;
    }
    case 'join': {
      const width = plan.left.schema.length;
      return index < width ? windowAt(plan.left, index) : windowAt(plan.right, index - width);
    }
    case 'union': {
      const expr = plan.columns[0]?.[index];
      const [first] = plan.inputs;
      return first !== undefined && expr?.kind === 'column' ? windowAt(first, expr.index) : null;
    }
    default: {
      const [input] = inputsOf(plan);
      return input === undefined ? null : windowAt(input, index);
    }
  }
}

function windowText(plan: TimeWindow<LogicalPlan> | SessionWindow<LogicalPlan>): string {
  const time = plan.input.schema[plan.column]?.name ?? '';
  if (plan.op === 'time-window') {
    const { durationMicros, slideMicros, startMicros } = plan;
    return `window(${[time, ...[durationMicros, slideMicros, startMicros].map(seconds)].join(', ')})`;
  }
  return `session_window(${time}, ${'expr' in plan.gap ? displayExpr(plan.gap.expr) : seconds(plan.gap.micros)})`;
}

function seconds(micros: bigint): string {
  return `${Number(micros) / 1e6} s`;
}
