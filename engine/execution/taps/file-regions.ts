import type { LogicalPlan } from '../../plan/logical-plan.ts';
import type { FileContent, TakeRow } from '../../sources/file/looks/file-rows.ts';
import type { FileBackedSource } from '../../sources/file-slice.ts';
import type { Row } from '../../types/value.ts';
import type { BatchPlan, NodeCounts } from '../physical-query.ts';
import { FileRegion, type RegionBatch, type RegionOptions } from './file-region.ts';
import type { Leaf } from './tree-places.ts';
import { outputNodeOf, wiresOf } from './wires.ts';

/** The last batch in which rows left a node. */
interface Visit {
  readonly region: FileRegion;
  readonly batch: RegionBatch;
  readonly plan: BatchPlan;
  readonly total: number;
}

/** Rows that were made again. */
export interface RowsAgain {
  readonly rows: readonly Row[];
  /** Rows that left the node in their batch. */
  readonly total: number;
  /** Null before any rows left it. */
  readonly plan: BatchPlan | null;
}

/** The file regions of a query, one for each way from a stream of files, and the batches of which their rows can be made again. */
export class FileRegions {
  readonly #options: RegionOptions;
  readonly #regions = new Map<Leaf, { readonly region: FileRegion; readonly nodes: readonly string[] }>();
  readonly #visits = new Map<string, Visit>();

  constructor(options: RegionOptions) {
    this.#options = options;
  }

  /**
   * Takes an operator in that lies in the region of a leaf. Leaves that read no stream of files have none.
   *
   * @param isRepeat whether its node's rows are counted on another way to the sink
   */
  add(leaf: Leaf, plan: LogicalPlan, isRepeat: boolean): void {
    const scan = wiresOf(leaf.plan).at(-1)?.from;
    if (scan?.op !== 'file-scan' || leaf.input.isStatic) return;
    const found = this.#regions.get(leaf) ?? { region: new FileRegion(scan, this.#options), nodes: [] };
    const nodes = isRepeat ? [] : [outputNodeOf(plan), ...sourceOf(plan)];
    this.#regions.set(leaf, { ...found, nodes: [...found.nodes, ...nodes] });
  }

  /** A batch has run: notes which nodes have rows of it. */
  note(plan: BatchPlan, counts: NodeCounts): void {
    for (const [leaf, { region, nodes }] of this.#regions) {
      const withRows = nodes.filter((nodeId) => (counts[nodeId]?.out ?? 0) > 0);
      if (withRows.length === 0) continue;
      const batch = regionBatch(leaf, plan);
      for (const nodeId of withRows) this.#visits.set(nodeId, { region, batch, plan, total: counts[nodeId]?.out ?? 0 });
    }
  }

  /** All rows of a leaf's batch once more; see `FileRegion.readAll`. */
  async readAll(
    leaf: Leaf,
    plan: BatchPlan,
    top: LogicalPlan,
    taps: ReadonlyMap<LogicalPlan, TakeRow>,
    signal: AbortSignal,
  ): Promise<void> {
    await this.#regions.get(leaf)?.region.readAll(regionBatch(leaf, plan), top, taps, signal);
  }

  /**
   * The last rows of a node, of the last batch that had any; null where the node lies in no region. See `FileRegion.readTail`.
   *
   * @param top the node's operator; null for the source itself
   */
  async readTail(
    { nodeId, content, limit }: { readonly nodeId: string; readonly content: FileContent; readonly limit: number },
    top: LogicalPlan | null,
    signal: AbortSignal,
  ): Promise<RowsAgain | null> {
    const isKnown = [...this.#regions.values()].some(({ nodes }) => nodes.includes(nodeId));
    const visit = this.#visits.get(nodeId);
    if (visit === undefined) return isKnown ? { rows: [], total: 0, plan: null } : null;
    const { region, batch, plan, total } = visit;
    return { rows: await region.readTail(batch, top ?? region.scan, content, limit, signal), total, plan };
  }
}

function sourceOf(plan: LogicalPlan): string[] {
  return plan.op === 'file-scan' && plan.schemaNodeId !== null ? [plan.nodeId] : [];
}

function regionBatch(leaf: Leaf, { timestampMs, ranges }: BatchPlan): RegionBatch {
  if (leaf.input.isStatic) return { timestampMs, slices: [] };
  const range = ranges[leaf.input.index] ?? null;
  const source = leaf.input.source as FileBackedSource;
  return { timestampMs, slices: range === null ? [] : source.files(range.start, range.end) };
}
