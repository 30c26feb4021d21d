import type { BatchPlan, BatchResult, StateOperatorMetrics } from '../execution/physical-query.ts';
import type { Sink } from '../sinks/sink.ts';
import type { Offset, Source } from '../sources/source.ts';
import type { StateOperatorProgress, StreamingQueryProgress } from './progress.ts';

/** Most progress reports that are kept: one fewer than Spark's limit of 100 (semantics 12.2). */
const recentMax = 99;

/** Longest silence of an idle query, in ms. */
const idleReportEveryMs = 10_000;

export interface ReportedQuery {
  readonly id: string;
  readonly runId: string;
  readonly name: string | null;
  readonly sources: readonly Source[];
  readonly sink: Sink;
  readonly hasWatermark: boolean;
}

/** What one trigger did, for its report. Times in ms. */
export interface TriggerReport {
  readonly startedMs: number;
  readonly batchId: number;
  /** Null for a trigger that ran no batch. */
  readonly ran: { readonly plan: BatchPlan; readonly result: BatchResult } | null;
  readonly startOffsets: readonly (Offset | null)[];
  readonly endOffsets: readonly (Offset | null)[];
  readonly watermarkMs: number;
  /** By phase: `latestOffset`, `walCommit`, `queryPlanning`, `addBatch`, `commitOffsets`, `triggerExecution` … */
  readonly durationMs: Readonly<Record<string, number>>;
}

/** Makes and keeps the progress of one run, with Spark's fields and Spark's arithmetic (semantics 12). */
export class ProgressReporter {
  readonly #query: ReportedQuery;
  readonly #recent: StreamingQueryProgress[] = [];
  #lastTriggerMs: number | null = null;
  #lastReportMs: number | null = null;
  #lastStateOperators: readonly StateOperatorProgress[] = [];

  constructor(query: ReportedQuery) {
    this.#query = query;
  }

  /** Oldest first. */
  get recent(): readonly StreamingQueryProgress[] {
    return this.#recent;
  }

  get last(): StreamingQueryProgress | null {
    return this.#recent.at(-1) ?? null;
  }

  /** The report of a trigger; null for an idle one that comes too soon after another report. */
  report(trigger: TriggerReport): StreamingQueryProgress | null {
    const previousMs = this.#lastTriggerMs;
    this.#lastTriggerMs = trigger.startedMs;
    if (trigger.ran === null) {
      const silentMs = this.#lastReportMs === null ? Number.POSITIVE_INFINITY : trigger.startedMs - this.#lastReportMs;
      if (silentMs < idleReportEveryMs) return null;
    }
    this.#lastReportMs = trigger.startedMs;
    const progress = this.#build(trigger, previousMs);
    this.#recent.push(progress);
    if (this.#recent.length > recentMax) this.#recent.shift();
    return progress;
  }

  #build(trigger: TriggerReport, previousMs: number | null): StreamingQueryProgress {
    const { ran } = trigger;
    const batchDuration = trigger.durationMs.triggerExecution ?? 0;
    const rates = (rows: number) =>
      ratesOf(rows, previousMs === null ? null : trigger.startedMs - previousMs, batchDuration);
    const rowsBySource = this.#query.sources.map((_, index) => ran?.result.sourceRows[index] ?? 0);
    const numInputRows = rowsBySource.reduce((sum, rows) => sum + rows, 0);
    return {
      id: this.#query.id,
      runId: this.#query.runId,
      name: this.#query.name,
      timestamp: new Date(trigger.startedMs).toISOString(),
      batchId: trigger.batchId,
      batchDuration,
      numInputRows,
      ...rates(numInputRows),
      durationMs: sortedByKey(trigger.durationMs),
      ...this.#eventTime(trigger),
      stateOperators: this.#stateOperators(ran?.result ?? null),
      sources: this.#query.sources.map((source, index) => ({
        description: source.description,
        startOffset: trigger.startOffsets[index] ?? null,
        endOffset: trigger.endOffsets[index] ?? null,
        latestOffset: source.reportsLatestOffset === true ? (trigger.endOffsets[index] ?? null) : null,
        numInputRows: rowsBySource[index] ?? 0,
        ...rates(rowsBySource[index] ?? 0),
      })),
      sink: {
        description: this.#query.sink.description,
        numOutputRows: this.#query.sink.reportsRows === false ? -1 : (ran?.result.rows.length ?? 0),
      },
      ...this.#observedMetrics(ran?.result ?? null),
    };
  }

  #eventTime(trigger: TriggerReport): { eventTime?: Record<string, string> } {
    if (!this.#query.hasWatermark) return {};
    const stats = trigger.ran?.result.eventTimes.find((found) => found !== null) ?? null;
    const iso = (ms: number) => new Date(ms).toISOString();
    const seen = stats === null ? {} : { avg: iso(stats.avg), max: iso(stats.max), min: iso(stats.min) };
    return { eventTime: { ...seen, watermark: iso(trigger.watermarkMs) } };
  }

  /** Rows of each node in the batch, as in Spark's observations; nothing is observed by an idle trigger. */
  #observedMetrics(result: BatchResult | null): { observedMetrics?: Record<string, { rows: number }> } {
    const sinkNodeId = this.#query.sink.nodeId;
    const observed = Object.entries(result?.counts ?? {})
      .filter(([nodeId]) => nodeId !== sinkNodeId)
      .sort(byKey)
      .map(([nodeId, { out }]): [string, { rows: number }] => [nodeId, { rows: out }]);
    return observed.length === 0 ? {} : { observedMetrics: Object.fromEntries(observed) };
  }

  /** An idle trigger repeats the last batch's figures with nothing updated, removed or dropped. */
  #stateOperators(result: BatchResult | null): readonly StateOperatorProgress[] {
    this.#lastStateOperators =
      result === null
        ? this.#lastStateOperators.map((last) => ({
            ...last,
            numRowsUpdated: 0,
            numRowsRemoved: 0,
            numRowsDroppedByWatermark: 0,
          }))
        : result.stateOperators.map(({ customMetrics, numStateStoreInstances = 1, ...metrics }) => ({
            ...inOrder(metrics),
            numShufflePartitions: 1,
            numStateStoreInstances,
            ...(Object.keys(customMetrics).length === 0 ? {} : { customMetrics: sortedByKey(customMetrics) }),
          }));
    return this.#lastStateOperators;
  }
}

/** The figures of an operator in the order in which Spark prints them. */
function inOrder(metrics: Omit<StateOperatorMetrics, 'customMetrics' | 'numStateStoreInstances'>): typeof metrics {
  return {
    operatorName: metrics.operatorName,
    numRowsTotal: metrics.numRowsTotal,
    numRowsUpdated: metrics.numRowsUpdated,
    allUpdatesTimeMs: metrics.allUpdatesTimeMs,
    numRowsRemoved: metrics.numRowsRemoved,
    allRemovalsTimeMs: metrics.allRemovalsTimeMs,
    commitTimeMs: metrics.commitTimeMs,
    memoryUsedBytes: metrics.memoryUsedBytes,
    numRowsDroppedByWatermark: metrics.numRowsDroppedByWatermark,
  };
}

/** Spark's two rates, rounded half up to one decimal; a rate that is not a finite number is left out. */
function ratesOf(
  rows: number,
  sinceLastTriggerMs: number | null,
  durationMs: number,
): { inputRowsPerSecond?: number; processedRowsPerSecond?: number } {
  const input = sinceLastTriggerMs === null ? 0 : rows / (sinceLastTriggerMs / 1000);
  const processed = rows / (Math.max(1, durationMs) / 1000);
  const rounded = (rate: number) => Math.floor(rate * 10 + 0.5) / 10;
  return {
    ...(Number.isFinite(input) ? { inputRowsPerSecond: rounded(input) } : {}),
    ...(Number.isFinite(processed) ? { processedRowsPerSecond: rounded(processed) } : {}),
  };
}

function sortedByKey(values: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(values).sort(byKey));
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1;
}
