/** What is shown of a node and of a wire while a run goes on, each by one look into the table of the run. */
import type { PipelineEdge } from '../../engine/pipeline/document.ts';
import { formatShort } from '../ui/numbers.ts';
import { edgeRate, nodeRows, type RunState } from './run-store.ts';
import { numberAt, type RunTable } from './run-table.ts';

type Shown = Pick<RunState, 'snapshot' | 'table' | 'rates' | 'samples' | 'series'>;

/** How the queries through a node stand. */
export type NodeStatus = 'none' | 'waiting' | 'running' | 'paused' | 'failed' | 'ended';

export function nodeStatus({ snapshot, table, rates }: Shown, nodeId: string): NodeStatus {
  const place = table?.layout.places.get(nodeId);
  if (snapshot === null || table === null || place === undefined) return 'none';
  let status: NodeStatus = 'ended';
  for (const at of table.layout.queriesOf[place] ?? []) {
    const query = snapshot.queries[at];
    if (query === undefined) continue;
    if (query.exception != null) return 'failed';
    if (!query.isActive) continue;
    if (query.pause != null) status = status === 'ended' ? 'paused' : status;
    else status = (rates[place] ?? 0) > 0 ? 'running' : 'waiting';
  }
  return status;
}

/** Rows a second; what a sink takes, what others hand on. */
export function nodeRate({ table, rates }: Shown, nodeId: string): number {
  const place = table?.layout.places.get(nodeId);
  return place === undefined ? 0 : (rates[place] ?? 0);
}

export interface NodeNumbers {
  readonly batchIn: number | null;
  readonly batchOut: number | null;
  readonly lateRows: number;
  readonly stateRows: number | null;
  readonly stateBytes: number | null;
  /** From 0 to 1. */
  readonly share: number | null;
  /** Nodes that have the share between them, this one among them; 1 for one that runs by itself. */
  readonly loopSize: number;
}

/** Figures of a node over all its queries; null where no run goes through it. */
export function nodeNumbers({ table }: Pick<RunState, 'table'>, nodeId: string): NodeNumbers | null {
  if (table?.layout.places.has(nodeId) !== true) return null;
  const orNull = (value: number): number | null => (value < 0 ? null : value);
  const share = numberAt(table, nodeId, 'share');
  return {
    batchIn: orNull(numberAt(table, nodeId, 'batchIn')),
    batchOut: orNull(numberAt(table, nodeId, 'batchOut')),
    lateRows: Math.max(0, numberAt(table, nodeId, 'late')),
    stateRows: orNull(numberAt(table, nodeId, 'stateRows')),
    stateBytes: orNull(numberAt(table, nodeId, 'stateBytes')),
    share: share < 0 ? null : share / 1000,
    loopSize: loopSize(table, numberAt(table, nodeId, 'loop')),
  };
}

function loopSize(table: RunTable, loop: number): number {
  if (loop < 0) return 1;
  return table.layout.nodeIds.filter((id) => numberAt(table, id, 'loop') === loop).length;
}

/** A node's rows in as few characters as there can be: those that came out, or in where none come out; null before any run. */
export function nodeFigureText(state: Pick<RunState, 'table'>, nodeId: string): string | null {
  const rows = nodeRows(state, nodeId);
  if (rows === null) return null;
  return formatShort(rows.out === 0 ? rows.in : rows.out);
}

/** How much runs along a wire now, from 0 to 1: by powers of ten, a million rows a second being all. */
export function wireWeight(
  state: Pick<RunState, 'samples'>,
  { source, target }: Pick<PipelineEdge, 'source' | 'target'>,
): number {
  return Math.min(1, Math.log10(1 + edgeRate(state, source, target)) / 6);
}

/** The rates of a node as the path of a line in a box, the newest at its right; empty where nothing has moved yet. */
export function sparkline({ table, series }: Shown, nodeId: string, width: number, height: number): string {
  const place = table?.layout.places.get(nodeId);
  if (place === undefined || series === null) return '';
  const count = series.read(place, points);
  let most = 0;
  for (let at = 0; at < count; at++) most = Math.max(most, points[at] ?? 0);
  if (count < 2 || most === 0) return '';
  let path = '';
  for (let at = 0; at < count; at++) {
    const x = ((at + points.length - count) * width) / (points.length - 1);
    const y = height - ((points[at] ?? 0) / most) * (height - 1) - 0.5;
    path += `${path === '' ? 'M' : 'L'}${x.toFixed(1)} ${y.toFixed(1)}`;
  }
  return path;
}

/** Points of a sparkline. */
const points = new Float32Array(20);
