import type { NodeCounts, StateOperatorMetrics } from '../physical-query.ts';
import type { NodeTime } from './batch-meter.ts';

/** What a finished micro-batch has to say of its nodes. Times in ms. */
export interface BatchWork {
  readonly counts: NodeCounts;
  readonly stateOperators: readonly StateOperatorMetrics[];
  /** The node of each of them. */
  readonly stateNodeIds: readonly string[];
  readonly times: readonly NodeTime[];
  /** All of the batch, from the look for new data on. */
  readonly totalMs: number;
}

/** See `NodeFigures` of the session. */
interface Figures {
  batchIn: number;
  batchOut: number;
  lateRows: number;
  stateRows: number | null;
  stateBytes: number | null;
  share: number | null;
  loop: string | null;
}

/** What there is to say of a query's nodes beside their rows: of the last batch, and sums over the run. */
export class QueryFigures {
  readonly #late = new Map<string, number>();
  readonly #state = new Map<string, { rows: number; bytes: number }>();
  #work: BatchWork | null = null;
  /** Null until somebody asks: of batches that follow each other closely most are never looked at. */
  #byNode: Readonly<Record<string, Figures>> | null = null;

  /** By node id; the same object until the next batch has finished. */
  get byNode(): Readonly<Record<string, Readonly<Figures>>> {
    this.#byNode ??= this.#figuresOf(this.#work);
    return this.#byNode;
  }

  /** Takes in a batch that has finished; nothing of `work` changes any more. */
  finish(work: BatchWork): void {
    this.#addState(work);
    this.#work = work;
    this.#byNode = null;
  }

  #figuresOf(work: BatchWork | null): Readonly<Record<string, Figures>> {
    const figures = Object.create(null) as Record<string, Figures>;
    if (work === null) return figures;
    for (const nodeId of Object.keys(work.counts)) {
      const count = work.counts[nodeId];
      const state = this.#state.get(nodeId);
      figures[nodeId] = {
        batchIn: count?.in ?? 0,
        batchOut: count?.out ?? 0,
        lateRows: this.#late.get(nodeId) ?? 0,
        stateRows: state?.rows ?? null,
        stateBytes: state?.bytes ?? null,
        share: null,
        loop: null,
      };
    }
    share(figures, work);
    return figures;
  }

  /** A node on several ways to the sink has the sum of what they keep. */
  #addState({ stateOperators, stateNodeIds }: BatchWork): void {
    this.#state.clear();
    for (const [index, metrics] of stateOperators.entries()) {
      const nodeId = stateNodeIds[index];
      if (nodeId === undefined) continue;
      const state = this.#state.get(nodeId) ?? { rows: 0, bytes: 0 };
      state.rows += metrics.numRowsTotal;
      state.bytes += metrics.memoryUsedBytes;
      this.#state.set(nodeId, state);
      this.#late.set(nodeId, (this.#late.get(nodeId) ?? 0) + metrics.numRowsDroppedByWatermark);
    }
  }
}

/**
 * Gives each node its part of the batch's time. What was measured of nodes that are sampled may come to more than there was: then all
 * shares are made smaller alike, so that they never make more than the whole.
 */
function share(figures: Readonly<Record<string, Figures>>, { times, totalMs }: BatchWork): void {
  const measuredMs = times.reduce((sum, { ms }) => sum + ms, 0);
  const wholeMs = Math.max(totalMs, measuredMs);
  if (wholeMs <= 0) return;
  const loops = new Map<string, readonly string[]>();
  const add = (nodeIds: readonly string[], loop: string | null, ms: number): void => {
    for (const nodeId of nodeIds) {
      const node = figures[nodeId];
      if (node === undefined) continue;
      // A node on two ways to the sink may be in two loops; it is shown with the last.
      node.share = ms / wholeMs + (node.loop === loop ? (node.share ?? 0) : 0);
      node.loop = loop;
    }
  };
  for (const { nodeIds, ms } of times) {
    const loop = nodeIds.at(-1);
    if (nodeIds.length < 2 || loop === undefined) continue;
    loops.set(loop, nodeIds);
    add(nodeIds, loop, ms);
  }
  for (const { nodeIds, ms } of times) {
    const [nodeId] = nodeIds;
    if (nodeIds.length !== 1 || nodeId === undefined) continue;
    const loop = figures[nodeId]?.loop ?? null;
    add(loop === null ? nodeIds : (loops.get(loop) ?? nodeIds), loop, ms);
  }
}
