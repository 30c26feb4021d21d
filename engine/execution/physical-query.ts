import type { OutputMode } from '../plan/output-mode.ts';
import type { MalformedRecord, Offset, Source } from '../sources/source.ts';
import type { OperatorState } from '../state/state-table.ts';
import type { RowBatch } from '../types/row-batch.ts';
import type { Schema } from '../types/schema.ts';
import type { NodeTime } from './figures/batch-meter.ts';
import type { BreakpointHits, RowLooks } from './taps/row-looks.ts';

/** Rows into and out of a node. Sources have no input, so theirs stays 0; a sink's output is what it was handed. */
export interface NodeCount {
  in: number;
  out: number;
}

/** Counts by node id. */
export type NodeCounts = Record<string, NodeCount>;

/** What a micro-batch is to do; everything that it depends on, so that a replay gives the same rows. */
export interface BatchPlan {
  readonly batchId: number;
  /** The batch's own time, for `current_timestamp`: ms since 1970. */
  readonly timestampMs: number;
  /** `W_{N-1}`: rows at or below it are late (semantics 5.2). Milliseconds. */
  readonly lateWatermarkMs: number;
  /** `W_N`: state at or below it is evicted. Milliseconds. */
  readonly evictWatermarkMs: number;
  /** One range a source, in the order of `PhysicalQuery.sources`; null where the source has nothing new. */
  readonly ranges: readonly ({ readonly start: Offset | null; readonly end: Offset } | null)[];
}

/** Event times that one watermark operator saw in a batch, in ms (floor of microseconds). */
export interface EventTimeStats {
  readonly max: number;
  readonly min: number;
  readonly avg: number;
  readonly count: number;
}

/** One entry of Spark's `stateOperators`, but for `numShufflePartitions`, which the reporter adds. */
export interface StateOperatorMetrics {
  readonly operatorName: string;
  readonly numRowsTotal: number;
  readonly numRowsUpdated: number;
  readonly allUpdatesTimeMs: number;
  readonly numRowsRemoved: number;
  readonly allRemovalsTimeMs: number;
  readonly commitTimeMs: number;
  readonly memoryUsedBytes: number;
  readonly numRowsDroppedByWatermark: number;
  /** State stores a partition; 1 when left out. A join between streams has four. */
  readonly numStateStoreInstances?: number;
  readonly customMetrics: Readonly<Record<string, number>>;
}

/** What came of a micro-batch, before anything of it is durable. */
export interface BatchResult {
  readonly rows: RowBatch;
  /** Rows that each source's scan produced, in the order of `PhysicalQuery.sources`. */
  readonly sourceRows: readonly number[];
  readonly counts: NodeCounts;
  /** By watermark operator, in plan order; null for one that saw no row. */
  readonly eventTimes: readonly (EventTimeStats | null)[];
  /** Root first: the operator nearest the sink is index 0. */
  readonly stateOperators: readonly StateOperatorMetrics[];
  /** The node of each of them. */
  readonly stateNodeIds?: readonly string[];
  /** How long the nodes took, as far as it was measured. */
  readonly times?: readonly NodeTime[];
  /** Breakpoints that rows of the batch have met. */
  readonly hits?: readonly BreakpointHits[];
}

/**
 * A query ready to run: sources, operators and their state, with nothing that depends on time or triggers. Batches run one
 * at a time; each `runBatch` is followed by exactly one `commitState` or `abortState`.
 */
export interface PhysicalQuery {
  readonly sources: readonly Source[];
  readonly outputSchema: Schema;
  readonly outputMode: OutputMode;
  /** Delay of each watermark operator in ms, in plan order; its index is that of `BatchResult.eventTimes`. */
  readonly watermarkDelaysMs: readonly number[];
  /** The node of each of them; one that several branches share comes once for each (semantics 5.1). */
  readonly watermarkNodeIds: readonly string[];
  /** Ids of all nodes that this query runs through, in plan order from the sources. */
  readonly nodeIds: readonly string[];
  /** Whether some node of the query keeps state between batches. */
  readonly isStateful: boolean;
  /** Why the whole query or a part of it runs interpreted; empty when all of it is compiled. */
  readonly interpretedBecause: readonly string[];

  /** Runs one micro-batch. `live` is raised while the batch runs, for counters that people watch. */
  runBatch(plan: BatchPlan, observer: BatchObserver, signal: AbortSignal): Promise<BatchResult>;
  /** Makes the state of the batch that just ran the state that the next one starts from. */
  commitState(): void;
  /** Forgets everything that the batch that just ran (or failed half-way) did to the state. */
  abortState(): void;
  /** Whether a batch without data should follow once the watermark moves from `usedMs` to `nextMs` (semantics 5.4). */
  wantsNoDataBatch(usedMs: number, nextMs: number): boolean;
  /** Through which people look at the query's rows. */
  readonly looks: RowLooks;
  /** The state of each operator that has some, the one nearest the sink first; always the same objects. */
  readonly operatorStates: readonly OperatorState[];
}

/** Least time between two calls of `BatchObserver.counting`, in ms. */
export const observeEveryMs = 20;

/** Hears of a batch while it runs. */
export interface BatchObserver {
  /** Counts so far of the running batch; the object is reused and still growing. Called at most every 20 ms. */
  counting(counts: Readonly<NodeCounts>): void;
  malformed(nodeId: string, found: MalformedRecord): void;
}
