/**
 * Sliding windows by panes. All rows of a pane fall into the same windows, so a stage gathers groups by pane, one for each row, and
 * makes windows of them when the batch ends: the groups and their order are those that row after row would have made, since a
 * window new to a key comes with the first row of one of its panes. That holds at any time, so a stage may go on without panes.
 *
 * Only aggregates whose result does not depend on the order of additions are gathered so: counts, least and greatest values but for
 * floats (whose zeros differ in sign), and sums of integers, as long as everything that was added is small enough to be exact.
 */
import { must } from '../../base/assert.ts';
import type { Expr } from '../../expression/expr.ts';
import { columnsOf } from '../../expression/expr.ts';
import type { LogicalPlan } from '../../plan/logical-plan.ts';
import type { Aggregate, AggregateCall } from '../../plan/operators/aggregate.ts';
import type { TimeWindow } from '../../plan/operators/time-window.ts';
import { foldPart } from '../../state/groups/group-hash.ts';
import type { GroupTable } from '../../state/groups/group-table.ts';
import { POOLED } from '../../state/groups/key-column.ts';
import { isIntegral } from '../../types/data-type.ts';
import { floorTo, paneMicros, spansOf, type WindowSpans, windowsMax } from './window-spans.ts';

/** Sizes of all that was added up to here leave every sum of them exact. */
export const PANE_SUMS_MAX = 2 ** 52;

/** Panes between two looks at the time: each stands for at most some thousand windows. */
const STEP_PANES = 16;

export interface PanePlan {
  readonly window: TimeWindow;
  readonly spans: WindowSpans;
  readonly paneMicros: number;
  /** Position of the window among the keys. */
  readonly windowKey: number;
  /** Calls that add integers up, whose sizes have to be watched. */
  readonly sums: readonly number[];
}

/** How a stage that ends in `top` gathers panes; null where it does not. */
export function panePlanOf(chain: readonly LogicalPlan[], top: Aggregate<LogicalPlan>): PanePlan | null {
  const window = chain.at(-1);
  if (window?.op !== 'time-window') return null;
  const spans = spansOf(window);
  if (windowsMax(spans) < 2) return null;
  const column = window.schema.length - 1;
  const isWindow = ({ expr }: { readonly expr: Expr }) => expr.kind === 'column' && expr.index === column;
  const windowKey = top.keys.findIndex(isWindow);
  if (windowKey === -1) return null;
  const others = [
    ...top.keys.filter((key) => !isWindow(key)).map(({ expr }) => expr),
    ...top.calls.flatMap(({ args }) => args),
  ];
  if (others.some((expr) => columnsOf(expr).has(column)) || !top.calls.every(isOrderFree)) return null;
  const sums = top.calls.flatMap(({ functionName }, index) => (isSum(functionName) ? [index] : []));
  return { window, spans, paneMicros: paneMicros(spans), windowKey, sums };
}

function isSum(functionName: string): boolean {
  return functionName === 'sum' || functionName === 'avg';
}

function isOrderFree({ functionName, args, aggregate }: AggregateCall): boolean {
  const [arg] = args;
  switch (functionName) {
    case 'count':
      return aggregate.bufferTypes.length === 1 && aggregate.bufferTypes[0]?.kind === 'bigint';
    case 'min':
    case 'max':
      return arg !== undefined && hasPlainOrder(arg);
    case 'sum':
      return arg !== undefined && isIntegral(arg.type);
    case 'avg':
      // Integers are averaged as doubles, which hold them exactly as long as they are small.
      return arg?.kind === 'cast' && !arg.isTry && arg.type.kind === 'double' && isIntegral(arg.of.type);
    default:
      return false;
  }
}

function hasPlainOrder({ type }: Expr): boolean {
  return !['float', 'double', 'array', 'struct'].includes(type.kind);
}

/**
 * Makes the groups of windows out of those of panes, in steps of a few milliseconds at most.
 *
 * @param into an empty table whose keys are the windows' own
 */
export function* expandPanes(panes: GroupTable, plan: PanePlan, into: GroupTable): Generator<void> {
  const { spans, windowKey } = plan;
  must(into.keys[windowKey], 'a window among the keys').windowMicros = spans.durationMicros;
  const parts = panes.keys.map(() => 0);
  const isSame = panes.keys.map((key, index) => key.strings === into.keys[index]?.strings);
  for (let pane = 0; pane < panes.size; pane++) {
    panes.keys.forEach((key, index) => {
      const part = key.parts[pane] as number;
      const isOwn = part % 1 !== POOLED && isSame[index] === true;
      const isKept = isOwn || index === windowKey;
      parts[index] = isKept ? part : must(into.keys[index], 'the same keys').partOf(key.valueOf(part));
    });
    addPane(panes, pane, plan, into, parts);
    if (pane % STEP_PANES === STEP_PANES - 1) yield;
  }
}

/** @param parts of the keys; that of the window is the pane's, and is written over */
function addPane(
  panes: GroupTable,
  pane: number,
  { spans, windowKey }: PanePlan,
  into: GroupTable,
  parts: number[],
): void {
  const { durationMicros, slideMicros, startMicros } = spans;
  const at = must(parts[windowKey], 'a window among the keys');
  for (let start = floorTo(at, slideMicros, startMicros); start + durationMicros > at; start -= slideMicros) {
    parts[windowKey] = start;
    addToWindow(panes, pane, into, parts);
  }
}

function addToWindow(panes: GroupTable, pane: number, into: GroupTable, parts: readonly number[]): void {
  const hash = parts.reduce(foldPart, 0);
  const found = into.find(hash, parts);
  const group = found >= 0 ? found : into.add(hash, parts);
  panes.accumulators.forEach((accumulator, call) => {
    must(into.accumulators[call], 'the same calls').merge(group, accumulator, pane);
  });
}
