import type { BatchPlan, BatchResult, StateOperatorMetrics } from '../execution/physical-query.ts';
import type { Sink } from '../sinks/sink.ts';
import type { Offset, Source } from '../sources/source.ts';
import type { SourceProgress, StateOperatorProgress, StreamingQueryProgress } from './progress.ts';

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
  /** The same on the clock that never goes back: rates and silences are measured by it. */
  readonly monotonicMs: number;
  readonly batchId: number;
  /** Null for a trigger that ran no batch. */
  readonly ran: { readonly plan: BatchPlan; readonly result: BatchResult } | null;
  readonly startOffsets: readonly (Offset | null)[];
  readonly endOffsets: readonly (Offset | null)[];
  readonly watermarkMs: number;
  /**
   * By phase, in order of their names: `addBatch`, `commitOffsets`, `getBatch`, `latestOffset`, `queryPlanning`,
   * `triggerExecution`, `walCommit`. Asked for only where there is a report to make.
   */
  readonly durationMs: () => Readonly<Record<string, number>>;
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
    this.#lastTriggerMs = trigger.monotonicMs;
    if (trigger.ran === null) {
      const silentMs =
        this.#lastReportMs === null ? Number.POSITIVE_INFINITY : trigger.monotonicMs - this.#lastReportMs;
      if (silentMs < idleReportEveryMs) return null;
    }
    this.#lastReportMs = trigger.monotonicMs;
    const progress = this.#build(trigger, previousMs);
    this.#recent.push(progress);
    if (this.#recent.length > recentMax) this.#recent.shift();
    return progress;
  }

  #build(trigger: TriggerReport, previousMs: number | null): StreamingQueryProgress {
    const { startedMs, monotonicMs, ran } = trigger;
    const { id, runId, name, sink } = this.#query;
    const durationMs = trigger.durationMs();
    const batchDuration = durationMs.triggerExecution ?? 0;
    const sinceLastMs = previousMs === null ? null : monotonicMs - previousMs;
    let numInputRows = 0;
    const sources = this.#query.sources.map((source, index): SourceProgress => {
      const rows = ran?.result.sourceRows[index] ?? 0;
      numInputRows += rows;
      return {
        description: source.description,
        startOffset: trigger.startOffsets[index] ?? null,
        endOffset: trigger.endOffsets[index] ?? null,
        latestOffset: source.reportsLatestOffset === true ? (trigger.endOffsets[index] ?? null) : null,
        numInputRows: rows,
        ...ratesOf(rows, sinceLastMs, batchDuration),
      };
    });
    return {
      id,
      runId,
      name,
      timestamp: isoTime(startedMs),
      batchId: trigger.batchId,
      batchDuration,
      numInputRows,
      ...ratesOf(numInputRows, sinceLastMs, batchDuration),
      durationMs,
      ...(this.#query.hasWatermark ? { eventTime: eventTimeOf(trigger) } : {}),
      stateOperators: this.#stateOperators(ran?.result ?? null),
      sources,
      sink: {
        description: sink.description,
        numOutputRows: sink.reportsRows === false ? -1 : (ran?.result.rows.length ?? 0),
      },
      ...(ran === null ? {} : this.#observedMetrics(ran.result)),
    };
  }

  /** Rows of each node in the batch, as in Spark's observations; nothing is observed by an idle trigger. */
  #observedMetrics({ counts }: BatchResult): { observedMetrics?: Record<string, { rows: number }> } {
    const observed = Object.keys(counts).filter((nodeId) => nodeId !== this.#query.sink.nodeId);
    if (observed.length === 0) return {};
    const rowsOut = observed.sort().map((nodeId) => [nodeId, { rows: counts[nodeId]?.out ?? 0 }] as const);
    return { observedMetrics: Object.fromEntries(rowsOut) };
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
        : result.stateOperators.map(stateOperatorProgress);
    return this.#lastStateOperators;
  }
}

/** The figures of an operator in the order in which Spark prints them. */
function stateOperatorProgress(metrics: StateOperatorMetrics): StateOperatorProgress {
  const { customMetrics } = metrics;
  const progress: StateOperatorProgress = {
    operatorName: metrics.operatorName,
    numRowsTotal: metrics.numRowsTotal,
    numRowsUpdated: metrics.numRowsUpdated,
    allUpdatesTimeMs: metrics.allUpdatesTimeMs,
    numRowsRemoved: metrics.numRowsRemoved,
    allRemovalsTimeMs: metrics.allRemovalsTimeMs,
    commitTimeMs: metrics.commitTimeMs,
    memoryUsedBytes: metrics.memoryUsedBytes,
    numRowsDroppedByWatermark: metrics.numRowsDroppedByWatermark,
    numShufflePartitions: 1,
    numStateStoreInstances: metrics.numStateStoreInstances ?? 1,
  };
  return Object.keys(customMetrics).length === 0
    ? progress
    : { ...progress, customMetrics: sortedByKey(customMetrics) };
}

/** Spark's two rates, rounded half up to one decimal; a rate that is not a finite number is left out. */
function ratesOf(
  rows: number,
  sinceLastTriggerMs: number | null,
  durationMs: number,
): { inputRowsPerSecond?: number; processedRowsPerSecond?: number } {
  const input = sinceLastTriggerMs === null ? 0 : rows / (sinceLastTriggerMs / 1000);
  const rates: { inputRowsPerSecond?: number; processedRowsPerSecond?: number } = {};
  if (Number.isFinite(input)) rates.inputRowsPerSecond = roundedRate(input);
  rates.processedRowsPerSecond = roundedRate(rows / (Math.max(1, durationMs) / 1000));
  return rates;
}

function roundedRate(rate: number): number {
  return Math.floor(rate * 10 + 0.5) / 10;
}

/** The times that the first watermark operator with any has seen, and the watermark that the batch was planned with. */
function eventTimeOf({ ran, watermarkMs }: TriggerReport): Record<string, string> {
  const stats = ran?.result.eventTimes.find((found) => found !== null) ?? null;
  const watermark = isoTime(watermarkMs);
  if (stats === null) return { watermark };
  return { avg: isoTime(stats.avg), max: isoTime(stats.max), min: isoTime(stats.min), watermark };
}

function isoTime(ms: number): string {
  return new Date(ms).toISOString();
}

function sortedByKey(values: Readonly<Record<string, number>>): Record<string, number> {
  return Object.fromEntries(Object.entries(values).sort(([a], [b]) => (a < b ? -1 : 1)));
}
