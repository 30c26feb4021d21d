import type { Pacing } from '../base/pacing.ts';
import type { BatchPlan, EventTimeStats, NodeCount, NodeCounts, StateOperatorMetrics } from './physical-query.ts';

/** How one operator of the query sees a micro-batch. */
export interface OperatorView {
  /** The operator's place among all, the one nearest the sink first. */
  readonly order: number;
  /** Its canvas node; left out where nobody asks for it. */
  readonly nodeId?: string | undefined;
  /** Times work that it puts off; left out where nobody asks. */
  readonly timed?: ((steps: Iterable<void>) => Iterable<void>) | undefined;
  /** Whether its canvas node has been met before in the query, on another way to the sink; then its rows are not counted again. */
  readonly isRepeat: boolean;
  /** Whether it works on static rows of a streaming query, where Spark has no operator with state. */
  readonly isStatic: boolean;
  /** The watermarks that reach it, in ms: those of the query, or less behind a join (semantics 5.5). */
  readonly lateWatermarkMs: number;
  readonly evictWatermarkMs: number;
}

/** What the operators of a query share while one micro-batch runs. A fresh one a batch. */
export class BatchScope {
  readonly plan: BatchPlan;
  readonly counts: NodeCounts;
  /** By watermark operator, in plan order. */
  readonly eventTimes: (EventTimeStats | null)[];
  readonly #states: Map<number, StateOperatorMetrics>;
  /** The nodes of the reports, by the same keys. */
  readonly #stateNodes: Map<number, string>;
  readonly #view: OperatorView | null;
  /** Work that operators have put off; null where it is done at once. */
  readonly #later: Iterable<void>[] | null;
  /** Counts that nobody is shown. */
  readonly #repeats: NodeCounts | null;

  /** @param isPaced whether somebody calls `rest` after each input: until then what operators put off waits */
  constructor(
    plan: BatchPlan,
    nodeIds: readonly string[],
    watermarks: number,
    view: { readonly of: BatchScope; readonly as: OperatorView } | null = null,
    isPaced = false,
  ) {
    this.plan = plan;
    this.#later = view === null ? (isPaced ? [] : null) : view.of.#later;
    this.#view = view?.as ?? null;
    this.#repeats = view?.as.isRepeat === true ? (Object.create(null) as NodeCounts) : null;
    this.counts = view?.of.counts ?? (Object.create(null) as NodeCounts);
    this.eventTimes = view?.of.eventTimes ?? new Array<EventTimeStats | null>(watermarks).fill(null);
    this.#states = view === null ? new Map<number, StateOperatorMetrics>() : view.of.#states;
    this.#stateNodes = view === null ? new Map<number, string>() : view.of.#stateNodes;
    for (const id of nodeIds) this.counts[id] = { in: 0, out: 0 };
  }

  /** The same batch as one operator sees it: counts, event times and reports are shared. */
  seenBy(view: OperatorView): BatchScope {
    const { lateWatermarkMs, evictWatermarkMs } = view;
    return new BatchScope({ ...this.plan, lateWatermarkMs, evictWatermarkMs }, [], 0, { of: this, as: view });
  }

  /** The node's counter as this operator counts, to be counted up in place. */
  countOf(nodeId: string): NodeCount {
    const counts = this.#repeats ?? this.counts;
    const count = counts[nodeId] ?? { in: 0, out: 0 };
    counts[nodeId] = count;
    return count;
  }

  /** Takes what an operator with state has to say of this batch, once. */
  reportState(metrics: StateOperatorMetrics): void {
    if (this.#view?.isStatic === true) return;
    const order = this.#view?.order ?? this.#states.size;
    this.#states.set(order, metrics);
    this.#stateNodes.set(order, this.#view?.nodeId ?? '');
  }

  /**
   * Takes over work for the end of an operator's rows, which is long: in steps of a few milliseconds, the last of which ends the
   * operator's output.
   */
  later(steps: Iterable<void>): void {
    const timed = this.#view?.timed?.(steps) ?? steps;
    if (this.#later !== null) this.#later.push(timed);
    else for (const _ of timed);
  }

  /** Does what was put off, and what that puts off. Gives way by `pacer` and throws its `CancelledError`. */
  async rest(pacer: Pacing): Promise<void> {
    for (let steps = this.#later?.shift(); steps !== undefined; steps = this.#later?.shift()) {
      for (const _ of steps) if (pacer.isDue) await pacer.rest();
    }
  }

  /** The reports, the operator nearest the sink first, as Spark lists them (semantics 12.3). */
  get stateOperators(): readonly StateOperatorMetrics[] {
    return [...this.#states].sort(([a], [b]) => a - b).map(([, metrics]) => metrics);
  }

  /** The nodes of `stateOperators`, in its order. */
  get stateNodeIds(): readonly string[] {
    return [...this.#stateNodes].sort(([a], [b]) => a - b).map(([, nodeId]) => nodeId);
  }
}
