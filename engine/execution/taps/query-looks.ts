/**
 * Through which people look at the rows of a query. Where rows exist anyway, between two operators, a wrapper around the next one's input
 * sees them pass; what is fused into a compiled stage, or has lost columns that nobody reads, is made again from the batch's files
 * (`FileRegion`), so that the query itself runs as it always does.
 */
import { EngineError } from '../../base/errors/engine-error.ts';
import type { Environment } from '../../expression/expr.ts';
import type { LogicalPlan } from '../../plan/logical-plan.ts';
import { TEXT_SCHEMA } from '../../plan/operators/file-scan.ts';
import type { TakeRow } from '../../sources/file/looks/file-rows.ts';
import { Pacer } from '../../sources/pacer.ts';
import type { BatchPlan, NodeCounts } from '../physical-query.ts';
import type { PhysicalNode } from '../physical-tree.ts';
import type { RowSink } from '../row-sink.ts';
import { isFileRegion, lateTest, placeBreakpoint } from './breakpoint-condition.ts';
import { BreakpointWatch } from './breakpoint-watch.ts';
import { FileRegions } from './file-regions.ts';
import { hollowColumns } from './hollow-columns.ts';
import { hasEventTime, watermarkOn } from './late-rows.ts';
import type { BreakpointHits, LookRequest, RowLooks, SeenRows, WireBreakpoint } from './row-looks.ts';
import { RowRing } from './row-ring.ts';
import type { SeenBatch } from './seen-batch.ts';
import { seenRows } from './seen-rows.ts';
import { type Leaf, leafOf, nodeAt } from './tree-places.ts';
import { outputNodeOf, type PlanWire, wireOutOf, wiresOf } from './wires.ts';

/** Rows kept of one node at most, and of all nodes of a query together. */
const RING_ROWS_MAX = 1000;
const RINGS_ROWS_MAX = 100_000;
const RING_ROWS_MIN = 100;
/** What they may take: of one node and of all together, but of no node less than the last. */
const RING_BYTES_MAX = 16 * 1024 * 1024;
const RINGS_BYTES_MAX = 64 * 1024 * 1024;
const RING_BYTES_MIN = 256 * 1024;

export interface LookedAtQuery {
  /** Optimized. */
  readonly plan: LogicalPlan;
  readonly root: PhysicalNode;
  readonly sinkNodeId: string;
  readonly timeZone: string;
  readonly isStreaming: boolean;
  /** Whether the last rows of each node are kept. */
  readonly isPeekable: boolean;
}

/** The last rows that left a node, of the last batch that had any. */
interface NodeRing {
  readonly wire: PlanWire;
  readonly ring: RowRing;
  batch: SeenBatch | null;
}

export class QueryLooks implements RowLooks {
  readonly #query: LookedAtQuery;
  readonly #rings = new Map<PhysicalNode, NodeRing>();
  readonly #regions: FileRegions;
  #batch: BatchPlan | null = null;
  #watches: readonly BreakpointWatch[] = [];
  /** Those of the running batch: by the node whose output they look at, and by the leaf whose rows are made again for them. */
  #running: readonly BreakpointWatch[] = [];
  readonly #onNodes = new Map<PhysicalNode, BreakpointWatch[]>();
  readonly #onLeaves = new Map<Leaf, BreakpointWatch[]>();

  constructor(query: LookedAtQuery) {
    this.#query = query;
    this.#regions = new FileRegions(query);
    const rings: [PhysicalNode, PlanWire][] = [];
    const seen = new Set<string>();
    for (const wire of wiresOf(query.plan)) {
      const { node, isInside } = nodeAt(query.root, wire.path);
      const nodeId = outputNodeOf(wire.from);
      const isRepeat = seen.size === seen.add(nodeId).size;
      if (isFileRegion(wire.from) || isInside) this.#regions.add(leafOf(node), wire.from, isRepeat);
      if (!isRepeat && !isInside && !this.#isMadeAgain(wire, node)) rings.push([node, wire]);
    }
    if (!query.isPeekable) return;
    const share = (most: number, all: number, least: number): number =>
      Math.max(least, Math.min(most, Math.floor(all / rings.length)));
    const rowsMax = share(RING_ROWS_MAX, RINGS_ROWS_MAX, RING_ROWS_MIN);
    const bytesMax = share(RING_BYTES_MAX, RINGS_BYTES_MAX, RING_BYTES_MIN);
    for (const [node, wire] of rings) {
      this.#rings.set(node, { wire, ring: new RowRing(rowsMax, bytesMax), batch: null });
    }
  }

  check(breakpoints: readonly WireBreakpoint[]): readonly WireBreakpoint[] {
    const { plan, sinkNodeId } = this.#query;
    return breakpoints.filter((breakpoint) => placeBreakpoint(plan, sinkNodeId, breakpoint) !== null);
  }

  setBreakpoints(breakpoints: readonly WireBreakpoint[]): void {
    const { plan, sinkNodeId } = this.#query;
    const before = new Map(this.#watches.map((watch) => [keyOf(watch.breakpoint), watch]));
    this.#watches = breakpoints.flatMap((breakpoint) => {
      const placed = placeBreakpoint(plan, sinkNodeId, breakpoint);
      if (placed === null) return [];
      const key = keyOf(breakpoint);
      const watch = before.get(key) ?? new BreakpointWatch(placed, breakpoint);
      // What stands there twice is looked for twice, each with rows of its own.
      before.delete(key);
      return [watch];
    });
  }

  /** A batch begins. */
  begin(plan: BatchPlan): void {
    this.#running = this.#watches;
    this.#onNodes.clear();
    this.#onLeaves.clear();
    const environment = this.#environmentOf(plan.timestampMs);
    for (const watch of this.#running) {
      const { wire } = watch.placed;
      const { node, isInside } = nodeAt(this.#query.root, wire.path);
      watch.begin(this.#seenBatch(plan, wire), environment);
      if (isInside || this.#isMadeAgain(wire, node)) addTo(this.#onLeaves, leafOf(node), watch);
      else addTo(this.#onNodes, node, watch);
    }
    this.#batch = plan;
  }

  /** Where the rows of a node go in the batch that has begun: to `above`, seen on the way by those who look there. */
  tapped(node: PhysicalNode, above: RowSink): RowSink {
    const kept = this.#rings.get(node);
    const watches = this.#onNodes.get(node) ?? [];
    const plan = this.#batch;
    if (plan === null || (kept === undefined && watches.length === 0)) return above;
    let isFresh = kept !== undefined;
    const ring = (): RowRing | undefined => {
      if (isFresh && kept !== undefined) {
        isFresh = false;
        kept.ring.clear();
        kept.batch = this.#seenBatch(plan, kept.wire);
      }
      return kept?.ring;
    };
    return {
      push: (row) => {
        if (isFresh) ring();
        kept?.ring.push(row);
        for (const watch of watches) watch.see(row);
        above.push(row);
      },
      takeColumns: (columns, bytes) => {
        if (above.takeColumns?.(columns, bytes) !== true) return false;
        if (columns.length > 0) ring()?.pushAll(columns);
        for (const watch of watches) watch.seeLater(columns);
        return true;
      },
      end: () => above.end(),
    };
  }

  /** A leaf has been read: who looks into its region looks now. */
  async leafRead(leaf: Leaf, signal: AbortSignal): Promise<void> {
    const watches = this.#onLeaves.get(leaf) ?? [];
    const [first] = watches;
    const plan = this.#batch;
    if (first === undefined || plan === null) return;
    const taps = new Map<LogicalPlan, TakeRow>();
    let top = first.placed.wire;
    for (const { placed } of watches) {
      const { wire } = placed;
      if (wire.path.length < top.path.length) top = wire;
      const here = watches.filter((watch) => watch.placed.wire.from === wire.from);
      taps.set(wire.from, (row) => {
        for (const watch of here) watch.see(row);
      });
    }
    try {
      await this.#regions.readAll(leaf, plan, top.from, taps, signal);
    } catch (error) {
      // The batch itself has read its files: that they have changed since must not end the query.
      if (!(error instanceof EngineError)) throw error;
    }
  }

  /** The batch has run. Returns the breakpoints that were met and are still set. */
  async end(counts: NodeCounts, signal: AbortSignal): Promise<readonly BreakpointHits[]> {
    const pacer = new Pacer(signal);
    for (const watch of this.#running) {
      for (const _ of watch.settle()) if (pacer.isDue) await pacer.rest();
    }
    if (this.#query.isPeekable && this.#batch !== null) this.#regions.note(this.#batch, counts);
    return this.#running.flatMap((watch) => {
      const rows = watch.end();
      return rows > 0 && this.#watches.includes(watch) ? [{ breakpointId: watch.placed.id, rows }] : [];
    });
  }

  async peek(request: LookRequest, signal: AbortSignal): Promise<SeenRows | null> {
    const { breakpointId, nodeId, limit } = request;
    if (breakpointId !== undefined) return this.#peekBreakpoint(breakpointId, limit);
    if (nodeId === undefined || !this.#query.isPeekable) return null;
    const { plan, root, sinkNodeId } = this.#query;
    const wire = wireOutOf(plan, sinkNodeId, nodeId);
    if (wire === null) return this.#peekRecords(nodeId, limit, signal);
    const { node, isInside } = nodeAt(root, wire.path);
    if (isInside || this.#isMadeAgain(wire, node)) return this.#peekAgain(nodeId, wire, limit, signal);
    const kept = this.#rings.get(node);
    return kept === undefined ? null : this.#seen(nodeId, wire, kept.batch, kept.ring.last(limit), kept.ring.total);
  }

  #peekBreakpoint(breakpointId: string, limit: number): SeenRows | null {
    const watch = this.#watches.find(({ placed }) => placed.id === breakpointId);
    if (watch === undefined) return null;
    const { wire } = watch.placed;
    const { node, isInside } = nodeAt(this.#query.root, wire.path);
    const isWhole = isInside || this.#isMadeAgain(wire, node);
    const { batch = null, rows = [], total = 0 } = watch.met ?? {};
    const shown =
      rows.length <= limit ? rows : [...rows.slice(0, Math.ceil(limit / 2)), ...lastOf(rows, Math.floor(limit / 2))];
    return this.#seen(outputNodeOf(wire.from), wire, batch, shown, total, isWhole);
  }

  /** The lines of a file source, as they stand in its files. */
  async #peekRecords(nodeId: string, limit: number, signal: AbortSignal): Promise<SeenRows | null> {
    const seen = await this.#regions.readTail({ nodeId, content: 'lines', limit }, null, signal);
    if (seen === null) return null;
    const { rows, total, plan } = seen;
    const batchId = plan?.batchId ?? null;
    return seenRows({ nodeId, batchId, schema: TEXT_SCHEMA, hollow: new Set(), rows, isLate: null, total });
  }

  async #peekAgain(nodeId: string, wire: PlanWire, limit: number, signal: AbortSignal): Promise<SeenRows | null> {
    const place = { nodeId: outputNodeOf(wire.from), content: 'rows', limit } as const;
    const seen = await this.#regions.readTail(place, wire.from, signal);
    if (seen === null) return null;
    const { rows, total, plan } = seen;
    return this.#seen(nodeId, wire, plan === null ? null : this.#seenBatch(plan, wire), rows, total, true);
  }

  #seen(
    nodeId: string,
    wire: PlanWire,
    batch: SeenBatch | null,
    rows: SeenRowsInput,
    total: number,
    isWhole = false,
  ): SeenRows {
    const { from } = wire;
    const environment = this.#environmentOf(batch?.timestampMs ?? 0);
    return seenRows({
      nodeId,
      batchId: batch?.batchId ?? null,
      schema: from.schema,
      hollow: isWhole ? new Set() : hollowColumns(from),
      rows,
      isLate: this.#mayBeLate(wire) ? lateTest(wire, batch?.lateMs ?? null, environment) : null,
      total,
    });
  }

  /** Whether rows of a node are looked at by making them again: they have lost columns that only their files still have. */
  #isMadeAgain({ from }: PlanWire, node: PhysicalNode): boolean {
    return isFileRegion(from) && !leafOf(node).input.isStatic && hollowColumns(from).size > 0;
  }

  #mayBeLate(wire: PlanWire): boolean {
    return this.#query.isStreaming && hasEventTime(wire);
  }

  #seenBatch({ batchId, timestampMs, lateWatermarkMs }: BatchPlan, wire: PlanWire): SeenBatch {
    const lateMs = this.#mayBeLate(wire) ? watermarkOn(this.#query.plan, wire, lateWatermarkMs) : null;
    return { batchId, timestampMs, lateMs };
  }

  #environmentOf(timestampMs: number): Environment {
    return { timeZone: this.#query.timeZone, batchTimestampMs: () => timestampMs };
  }
}

type SeenRowsInput = ReturnType<RowRing['last']>;

function addTo<Key>(map: Map<Key, BreakpointWatch[]>, key: Key, watch: BreakpointWatch): void {
  map.set(key, [...(map.get(key) ?? []), watch]);
}

function lastOf<Item>(items: readonly Item[], count: number): readonly Item[] {
  return count === 0 ? [] : items.slice(-count);
}

function keyOf({ id, source, target, targetPort, condition }: WireBreakpoint): string {
  return JSON.stringify([id, source, target, targetPort, condition]);
}
