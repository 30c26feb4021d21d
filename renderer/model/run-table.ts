/**
 * The numbers of a run, by node: rows of numbers in one array, found by position. Made once a snapshot, so that whoever shows a figure
 * reads it at once, however many nodes and queries there are.
 */
import { FIELD_COUNT, FIELDS, type Field, rowsOfQuery } from '../../electron/contract/run-update.ts';
import type { QuerySnapshot } from '../../engine/session-shapes.ts';

/** Which numbers lie where; the same for all snapshots of a run. */
export interface RunLayout {
  readonly runId: string;
  /** The first row of each query, and how many it has. */
  readonly queries: readonly { readonly first: number; readonly nodeIds: readonly string[] }[];
  readonly nodeIds: readonly string[];
  /** Place of each node among all. */
  readonly places: ReadonlyMap<string, number>;
  /** Rows of each node, one a query that runs through it. */
  readonly rowsOf: readonly (readonly number[])[];
  /** The queries of each node. */
  readonly queriesOf: readonly (readonly number[])[];
  /** Whether the node, by place, is where a query ends. */
  readonly isSink: readonly boolean[];
  /** Rows of wires that were asked for, by source and target. */
  readonly wires: Map<string, Map<string, readonly number[]>>;
}

export interface RunTable {
  readonly layout: RunLayout;
  /** Query by query, node by node: `FIELD_COUNT` numbers a row. */
  readonly values: Float64Array;
  /** The same by node, over all its queries. */
  readonly totals: Float64Array;
}

export function layoutOf(runId: string, queries: readonly QuerySnapshot[]): RunLayout {
  const places = new Map<string, number>();
  const rowsOf: number[][] = [];
  const queriesOf: number[][] = [];
  const isSink: boolean[] = [];
  const spans: { first: number; nodeIds: readonly string[] }[] = [];
  let row = 0;
  for (const [index, { nodes, sinkNodeId }] of queries.entries()) {
    const nodeIds = Object.keys(nodes ?? {});
    spans.push({ first: row, nodeIds });
    for (const nodeId of nodeIds) {
      const place = places.get(nodeId) ?? places.size;
      places.set(nodeId, place);
      const rows = rowsOf[place] ?? [];
      rows.push(row++);
      rowsOf[place] = rows;
      const through = queriesOf[place] ?? [];
      through.push(index);
      queriesOf[place] = through;
      isSink[place] = nodeId === sinkNodeId || isSink[place] === true;
    }
  }
  return { runId, queries: spans, nodeIds: [...places.keys()], places, rowsOf, queriesOf, isSink, wires: new Map() };
}

/** Whether snapshots of these queries can be laid out like this. */
export function fitsLayout(layout: RunLayout, runId: string, queries: readonly QuerySnapshot[]): boolean {
  return (
    layout.runId === runId &&
    layout.queries.length === queries.length &&
    queries.every((query, index) => {
      const ids = layout.queries[index]?.nodeIds ?? [];
      const nodes = query.nodes ?? {};
      return Object.keys(nodes).length === ids.length && ids.every((id) => Object.hasOwn(nodes, id));
    })
  );
}

/** The table of a whole snapshot. */
export function tableOf(layout: RunLayout, queries: readonly QuerySnapshot[]): RunTable {
  const rows = layout.queries.reduce((sum, { nodeIds }) => sum + nodeIds.length, 0);
  const values = new Float64Array(rows * FIELD_COUNT);
  for (const [index, { first }] of layout.queries.entries()) {
    const query = queries[index];
    if (query === undefined) continue;
    values.set(rowsOfQuery({ nodes: query.nodes ?? {}, figures: query.figures ?? {} }), first * FIELD_COUNT);
  }
  return withTotals(layout, values);
}

export function withTotals(layout: RunLayout, values: Float64Array): RunTable {
  const totals = new Float64Array(layout.nodeIds.length * FIELD_COUNT);
  for (const [place, rows] of layout.rowsOf.entries()) {
    for (let field = 0; field < FIELD_COUNT; field++) {
      let total = -1;
      for (const row of rows) {
        const value = values[row * FIELD_COUNT + field] ?? -1;
        if (value < 0) continue;
        // A place in one query's nodes, and shares of different batches, cannot be added up.
        if (field === FIELDS.loop) total = row - indexIn(layout, row) + value;
        else if (field === FIELDS.share) total = Math.max(total, value);
        else total = Math.max(0, total) + value;
      }
      totals[place * FIELD_COUNT + field] = total;
    }
  }
  return { layout, values, totals };
}

/** Place of a row in its query. */
function indexIn({ queries }: RunLayout, row: number): number {
  for (let at = queries.length - 1; at >= 0; at--) {
    const first = queries[at]?.first ?? 0;
    if (row >= first) return row - first;
  }
  return row;
}

/** A number of a node over all its queries; -1 where there is none. */
export function numberAt(table: RunTable, nodeId: string, field: Field): number {
  const place = table.layout.places.get(nodeId);
  return place === undefined ? -1 : (table.totals[place * FIELD_COUNT + FIELDS[field]] ?? -1);
}

/** Rows of the table that a wire's rows are counted in: those of its source, in the queries that run through both of its ends. */
export function wireRows(layout: RunLayout, source: string, target: string): readonly number[] {
  const bySource = layout.wires.get(source) ?? new Map<string, readonly number[]>();
  layout.wires.set(source, bySource);
  const known = bySource.get(target);
  if (known !== undefined) return known;
  const from = layout.places.get(source);
  const to = layout.places.get(target);
  const rows: number[] = [];
  if (from !== undefined && to !== undefined) {
    const through = new Set(layout.queriesOf[to]);
    for (const [index, query] of (layout.queriesOf[from] ?? []).entries()) {
      const row = layout.rowsOf[from]?.[index];
      if (through.has(query) && row !== undefined) rows.push(row);
    }
  }
  bySource.set(target, rows);
  return rows;
}

/** Adds up a number over rows of the table; rows that have none count nothing. */
export function sumOver(values: Float64Array, rows: readonly number[], field: Field): number {
  let sum = 0;
  for (const row of rows) sum += Math.max(0, values[row * FIELD_COUNT + FIELDS[field]] ?? 0);
  return sum;
}
