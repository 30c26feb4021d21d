/**
 * From a query's plan to something that runs: its sources, its operators as a tree and, where it can, compiled stages in the
 * place of the operators from a scan up to an aggregation.
 */
import { must } from '../base/assert.ts';
import type { Clock } from '../base/clock.ts';
import { CancelledError } from '../base/errors/engine-error.ts';
import type { Environment } from '../expression/expr.ts';
import { explainPlan } from '../plan/explain.ts';
import { isStreamingPlan, type LogicalPlan, nodesOf, operatorsOf, type QueryPlan } from '../plan/logical-plan.ts';
import { optimize } from '../plan/optimizer.ts';
import { inputWatermarks } from '../plan/watermarks.ts';
import type { ScanBackend } from '../scanning/create-scanner.ts';
import type { FileBackedSource } from '../sources/file-slice.ts';
import { Pacer } from '../sources/pacer.ts';
import type { RecordSink, Source } from '../sources/source.ts';
import { MemoryBudget } from '../state/memory-budget.ts';
import type { OperatorState } from '../state/state-table.ts';
import { BatchScope } from './batch-scope.ts';
import { buildPhysicalTree } from './build-physical-tree.ts';
import { BatchMeter } from './figures/batch-meter.ts';
import type { KeepsState } from './operator-exec.ts';
import type { Sharing } from './parallel/shared-stage.ts';
import {
  type BatchObserver,
  type BatchPlan,
  type BatchResult,
  observeEveryMs,
  type PhysicalQuery,
} from './physical-query.ts';
import { nodesBelow, type PhysicalNode, type PhysicalScan, type PhysicalStage, stateOf } from './physical-tree.ts';
import { countRecords } from './record-counting.ts';
import { ResultRows } from './result-rows.ts';
import type { RowSink } from './row-sink.ts';
import { QueryLooks } from './taps/query-looks.ts';

export interface PhysicalQueryOptions {
  readonly isStreaming: boolean;
  readonly timeZone: string;
  /** Runs everything on the interpreter, also what could be compiled. */
  readonly interpreted: boolean;
  readonly clock: Clock;
  /** What the query may take in memory; without limit when left out. */
  readonly memoryLimitBytes?: number | undefined;
  /** Where large batches are shared out to; left out: nowhere. */
  readonly sharing?: Sharing | undefined;
  /** What scanners are made of; WebAssembly where it is to be had, when left out. */
  readonly scanBackend?: ScanBackend | undefined;
  /** Keeps what is needed to look at the last rows of each node. */
  readonly isPeekable?: boolean | undefined;
}

/** A physical query that can say how it runs. */
export interface ExplainedQuery extends PhysicalQuery {
  /** The operators as indented text, the last one first; what is fused into one loop is marked with `*`. */
  explain(): string;
  /** The source of the compiled stages; null where nothing is compiled. */
  readonly generatedSource: string | null;
}

/** Makes the query's physical form. Throws `EngineError` when a setting can only now be seen to be wrong. */
export function createPhysicalQuery(query: QueryPlan, options: PhysicalQueryOptions): ExplainedQuery {
  return new TreeQuery(query, options);
}

/** A scan, or a stage from a scan up, opened for one batch: rows go to `output`. */
interface OpenLeaf {
  readonly node: PhysicalScan | PhysicalStage;
  readonly scope: BatchScope;
  readonly output: RowSink;
  /** Where its time goes. */
  readonly place: number;
}

class TreeQuery implements ExplainedQuery {
  readonly sources: readonly Source[];
  readonly outputSchema;
  readonly outputMode;
  readonly watermarkDelaysMs: readonly number[];
  readonly watermarkNodeIds: readonly string[];
  readonly nodeIds: readonly string[];
  readonly interpretedBecause: readonly string[];
  readonly looks: QueryLooks;

  readonly #plan: LogicalPlan;
  readonly #root: PhysicalNode;
  /** The one nearest the sink first. */
  readonly #nodes: readonly PhysicalNode[];
  readonly #sinkNodeId: string;
  readonly #clock: Clock;
  readonly #isStreaming: boolean;
  readonly #result: ResultRows;
  readonly #meter: BatchMeter;
  /** Where the time of each node goes. */
  readonly #places = new Map<PhysicalNode, number>();
  #batchTimestampMs = 0;

  constructor(query: QueryPlan, options: PhysicalQueryOptions) {
    const plan = optimize(query.plan);
    const environment: Environment = {
      timeZone: options.timeZone,
      batchTimestampMs: () => this.#batchTimestampMs,
    };
    const memory = new MemoryBudget(options.memoryLimitBytes ?? Number.POSITIVE_INFINITY);
    // A table of memory is mostly not read after each batch; what other sinks get they write at once.
    this.#result = new ResultRows(() => memory.account(query.sink.nodeId), query.sink.type === 'memory');
    const tree = buildPhysicalTree(plan, { ...options, environment, outputMode: query.outputMode, memory });
    this.#plan = plan;
    this.#root = tree.root;
    this.#nodes = nodesBelow(tree.root);
    this.sources = tree.sources;
    this.watermarkDelaysMs = tree.watermarkDelaysMs;
    this.watermarkNodeIds = tree.watermarkNodeIds;
    this.interpretedBecause = tree.interpretedBecause;
    this.#sinkNodeId = query.sink.nodeId;
    this.outputSchema = plan.schema;
    this.outputMode = query.outputMode;
    this.nodeIds = [...nodesOf(plan), query.sink.nodeId];
    this.#clock = options.clock;
    this.#meter = new BatchMeter(options.clock);
    for (const node of this.#nodes) this.#places.set(node, this.#meter.placeOf(fusedNodes(node)));
    this.#isStreaming = options.isStreaming;
    const { timeZone, isStreaming, isPeekable = false } = options;
    const sinkNodeId = query.sink.nodeId;
    this.looks = new QueryLooks({ plan, root: tree.root, sinkNodeId, timeZone, isStreaming, isPeekable });
  }

  get isStateful(): boolean {
    return this.#nodes.some((node) => this.#stateOf(node) !== null);
  }

  explain(): string {
    const fused = new Set(this.#stages.flatMap(({ plan }) => operatorsOf(plan)));
    const lines = explainPlan(this.#plan, (operator) => (fused.has(operator) ? '*' : '')).split('\n');
    return [
      `Write to ${this.#sinkNodeId}`,
      ...lines.map((line, depth) => `${depth === 0 ? '+- ' : '   '}${line}`),
    ].join('\n');
  }

  get generatedSource(): string | null {
    const sources = this.#stages.map(({ stage }) => stage.source);
    return sources.length === 0 ? null : sources.join('\n');
  }

  async runBatch(plan: BatchPlan, observer: BatchObserver, signal: AbortSignal): Promise<BatchResult> {
    if (signal.aborted) throw new CancelledError();
    this.#batchTimestampMs = plan.timestampMs;
    const batch = new BatchScope(plan, this.nodeIds, this.watermarkDelaysMs.length, null, true);
    const sourceRows = this.sources.map(() => 0);
    this.#result.clear();
    this.#meter.begin();
    this.looks.begin(plan);
    const leaves = this.#open(batch, this.#result);
    for (const leaf of leaves) {
      const read = await this.#meter.paced(leaf.place, () => this.#feed(leaf, plan, observer, signal));
      await batch.rest(new Pacer(signal));
      await this.looks.leafRead(leaf.node, signal);
      const { input } = leaf.node;
      if (!input.isStatic) sourceRows[input.index] = (sourceRows[input.index] ?? 0) + read;
    }
    const rows = this.#result.take();
    const sinkCount = batch.countOf(this.#sinkNodeId);
    sinkCount.in = rows.length;
    sinkCount.out = rows.length;
    return {
      rows,
      sourceRows,
      counts: batch.counts,
      eventTimes: batch.eventTimes,
      stateOperators: batch.stateOperators,
      stateNodeIds: batch.stateNodeIds,
      times: this.#meter.times,
      hits: await this.looks.end(batch.counts, signal),
    };
  }

  commitState(): void {
    this.#result.clear();
    for (const node of this.#nodes) {
      // What static rows make is made anew in every batch.
      if (this.#isStatic(node)) stateOf(node)?.abort();
      else stateOf(node)?.commit();
    }
  }

  abortState(): void {
    this.#result.clear();
    for (const node of this.#nodes) stateOf(node)?.abort();
  }

  wantsNoDataBatch(usedMs: number, nextMs: number): boolean {
    const used = inputWatermarks(this.#plan, usedMs);
    const next = inputWatermarks(this.#plan, nextMs);
    return this.#nodes.some(
      (node) =>
        this.#stateOf(node)?.wantsNoDataBatches === true && (next.get(node.plan) ?? 0) > (used.get(node.plan) ?? 0),
    );
  }

  get operatorStates(): readonly OperatorState[] {
    return this.#nodes.flatMap((node) => {
      const state = this.#stateOf(node);
      return state === null ? [] : [{ nodeId: node.plan.nodeId, tables: state.tables }];
    });
  }

  /** What a node keeps from one batch to the next. */
  #stateOf(node: PhysicalNode): KeepsState | null {
    return this.#isStatic(node) ? null : stateOf(node);
  }

  /** Whether a node of a streaming query works on static rows alone. */
  #isStatic({ plan }: PhysicalNode): boolean {
    return this.#isStreaming && !isStreamingPlan(plan);
  }

  get #stages(): PhysicalStage[] {
    return this.#nodes.flatMap((node) => (node.kind === 'stage' ? [node] : []));
  }

  /** Opens all operators from the sink down; the leaves come in the order in which they must be fed. */
  #open(batch: BatchScope, output: RowSink): OpenLeaf[] {
    const late = inputWatermarks(this.#plan, batch.plan.lateWatermarkMs);
    const evict = inputWatermarks(this.#plan, batch.plan.evictWatermarkMs);
    const leaves: OpenLeaf[] = [];
    const meter = this.#meter;
    const visit = (node: PhysicalNode, output: RowSink): void => {
      const above = this.looks.tapped(node, output);
      const place = this.#places.get(node) ?? 0;
      const scope = batch.seenBy({
        order: node.order,
        nodeId: node.plan.nodeId,
        timed: (steps) => meter.steps(place, steps),
        isRepeat: node.isRepeat,
        isStatic: this.#isStatic(node),
        lateWatermarkMs: late.get(node.plan) ?? 0,
        evictWatermarkMs: evict.get(node.plan) ?? 0,
      });
      if (node.kind === 'unary') visit(node.input, meter.sink(place, node.exec.open(scope, above), isLeaf(node.input)));
      else if (node.kind === 'merging') {
        const sinks = node.exec.openAll(scope, above);
        for (const at of node.exec.feedOrder) {
          const input = must(node.inputs[at], 'an input at its index');
          visit(input, meter.sink(place, must(sinks[at], 'a way in for each input'), isLeaf(input)));
        }
      } else leaves.push({ node, scope, output: above, place });
    };
    visit(this.#root, output);
    return leaves;
  }

  /** Runs everything of one leaf through the operators above it and ends it. Returns how many rows its scan gave. */
  async #feed(
    { node, scope, output }: OpenLeaf,
    plan: BatchPlan,
    observer: BatchObserver,
    signal: AbortSignal,
  ): Promise<number> {
    if (node.kind === 'stage') {
      const { source, index } = node.input;
      const range = plan.ranges[index] ?? null;
      const slices = range === null ? [] : (source as FileBackedSource).files(range.start, range.end);
      const { stage, target, firstWatermark } = node;
      const { groups, rowsRead } = await stage.run(slices, scope, firstWatermark, observer, signal, output);
      if (target === null) output.end();
      else await target.finish(must(groups, 'a stage below an aggregation has groups'), scope, output, signal);
      return rowsRead;
    }
    const sink = this.#recordSink(node, scope, output, observer);
    if (node.input.isStatic) {
      await node.input.data.read(sink, signal);
    } else {
      const range = plan.ranges[node.input.index] ?? null;
      if (range !== null) await node.input.source.read(range.start, range.end, sink, signal);
    }
    output.end();
    return rowsReadBy(node, scope);
  }

  /** Counts what a source reads and shows the counts while they grow. */
  #recordSink({ plan }: PhysicalScan, scope: BatchScope, output: RowSink, observer: BatchObserver): RecordSink {
    const schemaNodeId = plan.op === 'file-scan' ? plan.schemaNodeId : null;
    const counted = countRecords({ nodeId: plan.nodeId, schemaNodeId }, scope, output, observer);
    let read = 0;
    let observedMs = this.#clock.monotonic();
    return {
      record: (row) => {
        read++;
        counted.record(row);
        if ((read & 255) === 0 && this.#clock.monotonic() - observedMs >= observeEveryMs) {
          observedMs = this.#clock.monotonic();
          observer.counting(scope.counts);
        }
      },
      malformed: counted.malformed,
    };
  }
}

/** Rows that a scan gave in this batch: those of the node that declared the columns, where there is one. */
function rowsReadBy({ plan }: PhysicalScan, scope: BatchScope): number {
  const schemaNodeId = plan.op === 'file-scan' ? plan.schemaNodeId : null;
  return scope.countOf(schemaNodeId ?? plan.nodeId).out;
}

/** The canvas nodes whose work a node does: all that lie in a compiled stage, a source with the node of its columns, else its own. */
function fusedNodes({ kind, plan }: PhysicalNode): readonly string[] {
  return kind === 'stage' || kind === 'scan' ? nodesOf(plan) : [plan.nodeId];
}

function isLeaf({ kind }: PhysicalNode): boolean {
  return kind === 'scan' || kind === 'stage';
}
