/**
 * From a query's plan to something that runs: makes its source, its operators and, where it can, a compiled stage in the
 * place of the operators from the scan up to the aggregation.
 */
import { assert, InternalError } from '../base/assert.ts';
import type { Clock } from '../base/clock.ts';
import { CancelledError } from '../base/errors/engine-error.ts';
import type { Environment } from '../expression/expr.ts';
import { explainPlan } from '../plan/explain.ts';
import { type LogicalPlan, nodesOf, operatorsOf, type QueryPlan } from '../plan/logical-plan.ts';
import type { FileScan } from '../plan/operators/file-scan.ts';
import type { RowsScan } from '../plan/operators/rows-scan.ts';
import { optimize } from '../plan/optimizer.ts';
import { createFileSource } from '../sources/file/file-source.ts';
import type { FileSourceSettings } from '../sources/file/file-source-settings.ts';
import type { FileBackedSource } from '../sources/file-slice.ts';
import { createRowsSource } from '../sources/rows/rows-source.ts';
import type { RecordSink, Source } from '../sources/source.ts';
import type { Row } from '../types/value.ts';
import { BatchScope } from './batch-scope.ts';
import { compileStage } from './compiler/compile-stage.ts';
import type { CompiledStage } from './compiler/compiled-stage.ts';
import type { OperatorExec, QueryScope, StatefulExec } from './operator-exec.ts';
import { AggregateExec } from './operators/aggregate-exec.ts';
import { EventTimeWatermarkExec } from './operators/event-time-watermark-exec.ts';
import { FilterExec } from './operators/filter-exec.ts';
import { ProjectExec } from './operators/project-exec.ts';
import { TimeWindowExec } from './operators/time-window-exec.ts';
import {
  type BatchObserver,
  type BatchPlan,
  type BatchResult,
  observeEveryMs,
  type PhysicalQuery,
} from './physical-query.ts';
import { countRecords } from './record-counting.ts';
import type { RowSink } from './row-sink.ts';

export interface PhysicalQueryOptions {
  readonly isStreaming: boolean;
  readonly timeZone: string;
  /** Runs everything on the interpreter, also what could be compiled. */
  readonly interpreted: boolean;
  readonly clock: Clock;
}

/** A physical query that can say how it runs. */
export interface ExplainedQuery extends PhysicalQuery {
  /** The operators as indented text, the last one first; what is fused into one loop is marked with `*`. */
  explain(): string;
  /** The source of the compiled stage; null where nothing is compiled. */
  readonly generatedSource: string | null;
}

/** Makes the query's physical form. Throws `EngineError` when a setting can only now be seen to be wrong. */
export function createPhysicalQuery(query: QueryPlan, options: PhysicalQueryOptions): ExplainedQuery {
  return new ChainQuery(query, options);
}

/** A query whose operators form one chain from one source to the sink. */
class ChainQuery implements ExplainedQuery {
  readonly sources: readonly Source[];
  readonly outputSchema;
  readonly outputMode;
  readonly watermarkDelaysMs: readonly number[];
  readonly nodeIds: readonly string[];
  readonly interpretedBecause: readonly string[];

  readonly #scan: FileScan | RowsScan;
  readonly #sinkNodeId: string;
  readonly #source: Source;
  readonly #operators: readonly OperatorExec[];
  readonly #stateful: readonly StatefulExec[];
  readonly #stage: CompiledStage | null;
  /** The aggregation that takes the compiled stage's groups. */
  readonly #stageTarget: AggregateExec | null;
  readonly #clock: Clock;
  readonly #plan: LogicalPlan;
  #batchTimestampMs = 0;

  constructor(query: QueryPlan, options: PhysicalQueryOptions) {
    const plan = optimize(query.plan);
    const operators = operatorsOf(plan);
    const environment: Environment = {
      timeZone: options.timeZone,
      batchTimestampMs: () => this.#batchTimestampMs,
    };
    const scope: QueryScope = { environment, isStreaming: options.isStreaming, outputMode: query.outputMode };
    const [scan, ...chain] = operators;
    assert(scan !== undefined && (scan.op === 'file-scan' || scan.op === 'rows-scan'), 'a chain starts at a scan');
    const settings = scan.op === 'file-scan' ? fileSourceSettings(scan, options) : null;
    this.#plan = plan;
    this.#scan = scan;
    this.#source = createSource(scan, settings, options);
    this.sources = [this.#source];
    this.#sinkNodeId = query.sink.nodeId;
    this.outputSchema = plan.schema;
    this.outputMode = query.outputMode;
    this.nodeIds = [...nodesOf(plan), query.sink.nodeId];
    this.watermarkDelaysMs = chain.flatMap((operator) =>
      operator.op === 'event-time-watermark' ? [operator.delayMs] : [],
    );
    this.#operators = createOperators(chain, scope);
    this.#stateful = this.#operators.filter((operator): operator is StatefulExec => 'commit' in operator);
    this.#clock = options.clock;

    const at = chain.findIndex((operator) => operator.op === 'aggregate');
    const target = this.#operators[at];
    const top = chain[at];
    const compiled =
      options.interpreted || settings === null || top?.op !== 'aggregate' || !(target instanceof AggregateExec)
        ? { ok: false as const, error: interpretedReason(options.interpreted, scan, at) }
        : compileStage(top, settings, environment);
    this.#stage = compiled.ok ? compiled.value : null;
    this.#stageTarget = compiled.ok && target instanceof AggregateExec ? target : null;
    this.interpretedBecause = compiled.ok ? [] : [compiled.error];
  }

  get isStateful(): boolean {
    return this.#stateful.length > 0;
  }

  explain(): string {
    const fused = new Set<LogicalPlan>();
    const last = operatorsOf(this.#plan).findIndex((operator) => operator.op === 'aggregate');
    if (this.#stage !== null) for (const operator of operatorsOf(this.#plan).slice(0, last + 1)) fused.add(operator);
    const lines = explainPlan(this.#plan, (operator) => (fused.has(operator) ? '*' : '')).split('\n');
    return [
      `Write to ${this.#sinkNodeId}`,
      ...lines.map((line, depth) => `${depth === 0 ? '+- ' : '   '}${line}`),
    ].join('\n');
  }

  get generatedSource(): string | null {
    return this.#stage?.source ?? null;
  }

  async runBatch(plan: BatchPlan, observer: BatchObserver, signal: AbortSignal): Promise<BatchResult> {
    if (signal.aborted) throw new CancelledError();
    this.#batchTimestampMs = plan.timestampMs;
    const batch = new BatchScope(plan, this.nodeIds, this.watermarkDelaysMs.length);
    const rows: Row[] = [];
    const collector: RowSink = { push: (row) => rows.push(row), end: () => undefined };
    const range = plan.ranges[0] ?? null;
    if (this.#stage !== null && this.#stageTarget !== null) {
      const above = this.#openFrom(this.#operators.indexOf(this.#stageTarget) + 1, batch, collector);
      const slices = range === null ? [] : (this.#source as FileBackedSource).files(range.start, range.end);
      const groups = await this.#stage.run(slices, batch, observer, signal);
      this.#stageTarget.finish(groups, batch, above);
    } else {
      const bottom = this.#openFrom(0, batch, collector);
      if (range !== null)
        await this.#source.read(range.start, range.end, this.#recordSink(bottom, batch, observer), signal);
      bottom.end();
    }
    const sinkCount = batch.countOf(this.#sinkNodeId);
    sinkCount.in = rows.length;
    sinkCount.out = rows.length;
    return {
      rows,
      sourceRows: [batch.countOf(this.#lastScanNode).out],
      counts: batch.counts,
      eventTimes: batch.eventTimes,
      stateOperators: [...batch.stateOperators].reverse(),
    };
  }

  commitState(): void {
    for (const operator of this.#stateful) operator.commit();
  }

  abortState(): void {
    for (const operator of this.#stateful) operator.abort();
  }

  wantsNoDataBatch(usedMs: number, nextMs: number): boolean {
    return nextMs > usedMs && this.#stateful.some((operator) => operator.wantsNoDataBatches);
  }

  exportState(): unknown {
    return this.#stateful.map((operator) => operator.exportState());
  }

  restoreState(saved: unknown): void {
    assert(Array.isArray(saved) && saved.length === this.#stateful.length, 'a saved state for each stateful operator');
    this.#stateful.forEach((operator, index) => {
      operator.restoreState(saved[index]);
    });
  }

  /** Opens the operators from the top down to `first`; returns where rows go in. */
  #openFrom(first: number, batch: BatchScope, output: RowSink): RowSink {
    return this.#operators.slice(first).reduceRight((above, operator) => operator.open(batch, above), output);
  }

  get #lastScanNode(): string {
    return this.#schemaNodeId ?? this.#scan.nodeId;
  }

  get #schemaNodeId(): string | null {
    return this.#scan.op === 'file-scan' ? this.#scan.schemaNodeId : null;
  }

  /** Counts what the source reads and shows the counts while they grow. */
  #recordSink(output: RowSink, batch: BatchScope, observer: BatchObserver): RecordSink {
    const scan = { nodeId: this.#scan.nodeId, schemaNodeId: this.#schemaNodeId };
    const counted = countRecords(scan, batch, output, observer);
    const sourceCount = batch.countOf(this.#scan.nodeId);
    let observedMs = this.#clock.monotonic();
    return {
      record: (row) => {
        counted.record(row);
        if ((sourceCount.out & 255) === 0 && this.#clock.monotonic() - observedMs >= observeEveryMs) {
          observedMs = this.#clock.monotonic();
          observer.counting(batch.counts);
        }
      },
      malformed: counted.malformed,
    };
  }
}

function createOperators(chain: readonly LogicalPlan[], scope: QueryScope): OperatorExec[] {
  let watermarks = 0;
  return chain.map((operator) => {
    switch (operator.op) {
      case 'project':
        return new ProjectExec(operator, scope);
      case 'filter':
        return new FilterExec(operator, scope);
      case 'event-time-watermark':
        return new EventTimeWatermarkExec(operator, watermarks++, scope);
      case 'time-window':
        return new TimeWindowExec(operator);
      case 'aggregate':
        return new AggregateExec(operator, scope);
      default:
        throw new InternalError(`a chain has one scan, at its start, not ${operator.op}`);
    }
  });
}

function createSource(
  scan: FileScan | RowsScan,
  settings: FileSourceSettings | null,
  options: PhysicalQueryOptions,
): Source {
  if (scan.op === 'rows-scan') {
    return createRowsSource({
      nodeId: scan.nodeId,
      schema: scan.schema,
      batches: scan.batches,
      timeZone: options.timeZone,
    });
  }
  assert(settings !== null, 'a file scan has its settings');
  return createFileSource(settings);
}

/** What the file source needs of a scan. */
function fileSourceSettings(
  scan: FileScan,
  options: Pick<PhysicalQueryOptions, 'isStreaming' | 'timeZone'>,
): FileSourceSettings {
  const { op: _op, ...settings } = scan;
  return { ...settings, timeZone: options.timeZone, streaming: options.isStreaming };
}

function interpretedReason(asked: boolean, scan: FileScan | RowsScan, aggregateAt: number): string {
  if (asked) return 'the interpreter was asked for';
  if (scan.op === 'rows-scan') return 'rows in the pipeline file are few; they are not compiled';
  return aggregateAt < 0 ? 'only stages that end in a group-by are compiled' : 'the stage cannot be compiled';
}
