/**
 * The one place where what is pushed of a run becomes a snapshot again: the last whole snapshot, with what has changed since. Records
 * by node are made only when somebody asks for them.
 */
import {
  FIELD_COUNT,
  FIELDS,
  type QueryNumbers,
  type RunUpdate,
  readFigures,
} from '../../electron/contract/run-update.ts';
import type { NodeFigures, QuerySnapshot, RunSnapshot } from '../../engine/session-shapes.ts';
import type { StreamingQueryProgress } from '../../engine/streaming/progress.ts';
import { type RunLayout, type RunTable, withTotals } from './run-table.ts';

export type RunMessage = RunSnapshot | RunUpdate;

export function isUpdate(message: RunMessage): message is RunUpdate {
  return !('queries' in message);
}

/** The snapshot behind an update, with its table; null where the update builds on something else, or is broken. */
export function applyUpdate(
  base: RunSnapshot,
  table: RunTable,
  update: RunUpdate,
): { readonly snapshot: RunSnapshot; readonly table: RunTable } | null {
  if (update.runId !== base.runId || update.since > base.sequence) return null;
  const { layout } = table;
  const values = table.values.slice();
  const numbers = readFigures(update.figures, (at) => {
    const query = layout.queries[at];
    if (query === undefined) return null;
    return values.subarray(query.first * FIELD_COUNT, (query.first + query.nodeIds.length) * FIELD_COUNT);
  });
  if (numbers === null || update.changes.some(({ at }) => base.queries[at] === undefined)) return null;
  const queries = [...base.queries];
  for (const each of numbers) {
    const query = queries[each.at];
    if (query !== undefined) queries[each.at] = withNumbers(query, each, layout, values);
  }
  for (const { at, message, progress, ...texts } of update.changes) {
    const query = queries[at];
    if (query === undefined) continue;
    queries[at] = changed(query, {
      ...texts,
      ...(message === undefined ? {} : { status: { ...query.status, message } }),
      ...(progress === undefined ? {} : { lastProgress: observed(progress, query) }),
    });
  }
  const { sequence, atMs, runId, isActive } = update;
  return { snapshot: { sequence, atMs, runId, isActive, queries }, table: withTotals(layout, values) };
}

function withNumbers(
  query: QuerySnapshot,
  numbers: QueryNumbers,
  layout: RunLayout,
  values: Float64Array,
): QuerySnapshot {
  const { at, isActive, batchesCompleted, filesRead, isDataAvailable, isTriggerActive } = numbers;
  const { first = 0, nodeIds = [] } = layout.queries[at] ?? {};
  const next = changed(query, {
    isActive,
    batchesCompleted,
    filesRead,
    status: { message: query.status.message, isDataAvailable, isTriggerActive },
  });
  lazily(next, 'nodes', () => {
    const nodes = Object.create(null) as Record<string, { in: number; out: number }>;
    for (const [place, id] of nodeIds.entries()) {
      const row = (first + place) * FIELD_COUNT;
      nodes[id] = { in: values[row + FIELDS.in] ?? 0, out: values[row + FIELDS.out] ?? 0 };
    }
    return nodes;
  });
  lazily(next, 'figures', () => {
    const figures = Object.create(null) as Record<string, NodeFigures>;
    for (const [place, id] of nodeIds.entries()) {
      const made = figuresAt(values, (first + place) * FIELD_COUNT, nodeIds);
      if (made !== null) figures[id] = made;
    }
    return figures;
  });
  return next;
}

function figuresAt(values: Float64Array, row: number, nodeIds: readonly string[]): NodeFigures | null {
  const orNull = (value: number | undefined): number | null => (value === undefined || value < 0 ? null : value);
  const batchIn = orNull(values[row + FIELDS.batchIn]);
  if (batchIn === null) return null;
  const share = orNull(values[row + FIELDS.share]);
  return {
    batchIn,
    batchOut: values[row + FIELDS.batchOut] ?? 0,
    lateRows: values[row + FIELDS.late] ?? 0,
    stateRows: orNull(values[row + FIELDS.stateRows]),
    stateBytes: orNull(values[row + FIELDS.stateBytes]),
    share: share === null ? null : share / 1000,
    loop: nodeIds[values[row + FIELDS.loop] ?? -1] ?? null,
  };
}

/** A report with the rows that were observed of its batch: those that the figures of the same message have. */
function observed(
  { value, isObserved }: { readonly value: StreamingQueryProgress | null; readonly isObserved: boolean },
  query: QuerySnapshot,
): StreamingQueryProgress | null {
  if (value === null || !isObserved) return value;
  const progress = { ...value };
  lazily(progress, 'observedMetrics', () => {
    const ids = Object.keys(query.nodes).filter((id) => id !== query.sinkNodeId);
    return Object.fromEntries(ids.sort().map((id) => [id, { rows: query.figures[id]?.batchOut ?? 0 }]));
  });
  return progress;
}

/** A copy with other values; what is made lazily stays so. */
function changed<Shape extends object>(shape: Shape, change: Partial<Shape>): Shape {
  return Object.defineProperties(
    {},
    { ...Object.getOwnPropertyDescriptors(shape), ...Object.getOwnPropertyDescriptors(change) },
  ) as Shape;
}

/** Makes a value when it is first read. */
function lazily<Shape extends object, Key extends keyof Shape>(shape: Shape, key: Key, make: () => Shape[Key]): void {
  let made: Shape[Key] | undefined;
  Object.defineProperty(shape, key, {
    enumerable: true,
    configurable: true,
    get() {
      made ??= make();
      return made;
    },
  });
}
