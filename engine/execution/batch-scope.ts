import type { BatchPlan, EventTimeStats, NodeCount, NodeCounts, StateOperatorMetrics } from './physical-query.ts';

/** What the operators of a query share while one micro-batch runs. A fresh one a batch. */
export class BatchScope {
  readonly plan: BatchPlan;
  readonly counts: NodeCounts = Object.create(null) as NodeCounts;
  /** By watermark operator, in plan order. */
  readonly eventTimes: (EventTimeStats | null)[];
  /** Pushed by stateful operators as they end, so the one nearest the sources comes first. */
  readonly stateOperators: StateOperatorMetrics[] = [];

  constructor(plan: BatchPlan, nodeIds: readonly string[], watermarks: number) {
    this.plan = plan;
    for (const id of nodeIds) this.counts[id] = { in: 0, out: 0 };
    this.eventTimes = new Array<EventTimeStats | null>(watermarks).fill(null);
  }

  /** The node's counter, to be counted up in place. */
  countOf(nodeId: string): NodeCount {
    const count = this.counts[nodeId] ?? { in: 0, out: 0 };
    this.counts[nodeId] = count;
    return count;
  }
}
