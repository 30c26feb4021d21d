/**
 * The engine's door: all that a host (the app's engine thread, the command line) knows of it. A session analyses documents,
 * runs their queries, keeps their result tables open to SQL, and tells of all this in plain JSON shapes.
 */
import { availableParallelism } from 'node:os';
import { resolve, sep } from 'node:path';
import { assert, must } from './base/assert.ts';
import { type Diagnostic, diagnostic } from './base/errors/diagnostic.ts';
import { EngineError } from './base/errors/engine-error.ts';
import { defaultMemoryLimit, memoryLimitFromText } from './base/memory-size.ts';
import type { Result } from './base/result.ts';
import { checkSources } from './execution/check-sources.ts';
import { createPhysicalQuery } from './execution/create-physical-query.ts';
import { BreakpointChecker, checkBreakpoints } from './execution/taps/breakpoint-condition.ts';
import { functionSummaries } from './expression/function-summaries.ts';
import { loadExpressionParser } from './expression/parse-expression.ts';
import type { Analysis } from './nodes/analysis.ts';
import { nodeDescriptors, settingsByKind } from './nodes/catalogue.ts';
import type { NodeDescriptor } from './nodes/descriptor.ts';
import { type LoweredGraph, lowerGraph } from './nodes/lower-graph.ts';
import { renameColumn } from './nodes/rename-column/rename-column.ts';
import type { PipelineSettings } from './pipeline/document.ts';
import { pipelineJsonSchema } from './pipeline/document-schema.ts';
import { overrideSetting } from './pipeline/override-setting.ts';
import { checkDocument, parseDocumentText } from './pipeline/read-document.ts';
import { explainPlan } from './plan/explain.ts';
import type { QueryPlan } from './plan/logical-plan.ts';
import { optimize } from './plan/optimizer.ts';
import type { Trigger } from './plan/trigger.ts';
import { nodeDisk } from './platform/node-disk.ts';
import { nodeProcessFacts } from './platform/process-facts.ts';
import { NodeStageThreads } from './platform/stage-node-threads.ts';
import { systemClock } from './platform/system-clock.ts';
import { systemRandom } from './platform/system-random.ts';
import { EngineRun } from './run.ts';
import { checkCheckpoints, RunCheckpoints } from './run-checkpoints.ts';
import {
  type Breakpoint,
  type BreakpointFinding,
  type CheckpointOptions,
  type CheckpointStatus,
  type ColumnRename,
  type FunctionSummary,
  type InferRequest,
  type InferredSchema,
  type PeekedRows,
  type PeekRequest,
  type PySparkProgram,
  type RenameRequest,
  type RunListener,
  type RunOptions,
  type RunSnapshot,
  type SessionOptions,
  type TableSummary,
  THREADS_MAX,
} from './session-shapes.ts';
import { checkSinks } from './sinks/check-sinks.ts';
import { ConsoleSink } from './sinks/console/console-sink.ts';
import { FileSink } from './sinks/file/file-sink.ts';
import { MemorySink } from './sinks/memory/memory-sink.ts';
import type { Sink } from './sinks/sink.ts';
import { inferSchema } from './sources/infer-schema/infer-schema.ts';
import { exportPySpark } from './spark/export-pyspark.ts';
import type { BatchJournal } from './streaming/batch-journal.ts';
import type { CheckpointContent } from './streaming/checkpoint/checkpoint-content.ts';
import type { CheckpointPorts } from './streaming/checkpoint/checkpoint-journal.ts';
import { type ReadOptions, readCheckpoint } from './streaming/checkpoint/read-checkpoint.ts';
import { MicroBatchExecution } from './streaming/micro-batch-execution.ts';
import type { StreamingQueryProgress } from './streaming/progress.ts';
import { ListedTable } from './tables/listed-table.ts';
import type { SqlResult } from './tables/sql-result.ts';
import { createTableCatalog, type TableCatalog } from './tables/table-catalog.ts';
import type { Schema } from './types/schema.ts';

export type { RunListener, RunOptions, SessionOptions } from './session-shapes.ts';

/** More threads than this are not taken unless they are asked for: reading is then at the limit of most disks. */
const THREADS_BY_DEFAULT_MAX = 8;

const checkpointPorts: CheckpointPorts = {
  disk: nodeDisk,
  clock: systemClock,
  random: systemRandom,
  processes: nodeProcessFacts,
};

/** A run of all queries of one document. */
export interface Run {
  /** How all queries stand now. */
  snapshot(): RunSnapshot;
  /**
   * Every query waits at the end of the micro-batch that it is in, with its state in place; sources keep what comes. Told by
   * `QuerySnapshot.pause` and `RunListener.pauseChanged` once it waits.
   */
  pause(): void;
  /** Queries that wait go on; what is left of the time to their next trigger they wait all the same. */
  resume(): void;
  /**
   * Each query that waits fires one trigger at once, that is at most one micro-batch, and waits again; one that finds nothing to do says so
   * in its status. A query that does not wait is paused.
   */
  step(): void;
  /**
   * Replaces the breakpoints; each query obeys them from its next batch on. Throws `EngineError` EXE-210 to EXE-213, at the node that
   * the wire leads to and with the breakpoint's id as the parameter `breakpoint`, where one cannot be; then nothing changes.
   */
  setBreakpoints(breakpoints: readonly Breakpoint[]): void;
  /**
   * The last rows that left a node in the last batch that had any, or those that met a breakpoint; null where no query of the run goes
   * through the place. Also while a batch runs, and after the run has ended. Needs `RunOptions.isPeekable` for nodes. Rejects with
   * `CancelledError` soon after `signal` aborts, with SRC-003 and the like where files that must be read again have gone.
   */
  peek(request: PeekRequest, signal?: AbortSignal): Promise<PeekedRows | null>;
  /** Ends every query cleanly. Resolves when all have stopped. */
  stop(): Promise<void>;
  /** Resolves when every query has ended, whether by itself, by `stop` or by a failure; see `snapshot`. */
  awaitTermination(): Promise<void>;
}

export interface Session {
  /** All node kinds, in the palette's order. */
  catalogue(): readonly NodeDescriptor[];
  /** Every function and aggregate that can be called by name, aliases included, sorted by name. */
  functions(): readonly FunctionSummary[];
  /** The published JSON Schema of the pipeline file. */
  jsonSchema(): Record<string, unknown>;
  /** The value of a pipeline file's text; fails on text that is not JSON or is too large. */
  parse(text: string): Result<unknown, Diagnostic>;
  /** `document` with config values replaced, each `NODE.PATH=VALUE`. Throws `EngineError` CLI-004. */
  override(document: unknown, assignments: readonly string[]): unknown;
  /** Everything that can be said without running. Never throws for a user's mistake. */
  analyze(document: unknown, baseDirectory: string, mode?: 'batch' | 'streaming'): Analysis;
  /**
   * What is wrong with breakpoints, each judged by itself: EXE-210 to EXE-213 and the problems of conditions (EXP). Of a document with
   * errors only what its sound parts tell: a wire that no query has is none of it. Never throws for a user's mistake.
   */
  checkBreakpoints(
    document: unknown,
    baseDirectory: string,
    breakpoints: readonly Breakpoint[],
  ): readonly BreakpointFinding[];
  /** Logical, optimized and physical plan of each query, with the generated source if `withCode`. Throws `EngineError`. */
  explain(document: unknown, baseDirectory: string, withCode: boolean): string;
  /**
   * The schema of a file source's data as Spark would infer it, from its first records, with a preview. What is wrong with the data
   * is among the findings. Never throws for it.
   */
  inferSchema(request: InferRequest, baseDirectory: string): Promise<InferredSchema>;
  /**
   * What settings downstream become when a column that leaves a node takes another name. The document still has the old one. Never
   * throws for a user's mistake.
   */
  renameColumn(document: unknown, baseDirectory: string, request: RenameRequest): ColumnRename;
  /**
   * The document as a PySpark program for a file in `programDirectory`, or what of it cannot be said there. Throws
   * `EngineError` EXE-103 when the document has errors.
   */
  exportPySpark(
    document: unknown,
    baseDirectory: string,
    programDirectory?: string,
  ): Result<PySparkProgram, readonly Diagnostic[]>;
  /**
   * Starts all queries of a document. Tables of runs that have ended are dropped. Throws `EngineError`
   * EXE-103 when the document has errors, EXE-104 when a name is taken, EXE-109 when queries of another time zone are active.
   */
  run(document: unknown, options: RunOptions, listener?: RunListener): Promise<Run>;
  /**
   * How the checkpoint of each query stands, in the order of the document's sinks; changes nothing. Throws `EngineError` EXE-103
   * when the document has errors.
   */
  checkpoints(document: unknown, options: CheckpointOptions): Promise<readonly CheckpointStatus[]>;
  /**
   * What is in a checkpoint folder, read without a lock: also while a run is at work in it. Throws `EngineError` EXE-188 where there is
   * none; what is damaged is among the findings.
   */
  showCheckpoint(folder: string, options?: ReadOptions): Promise<CheckpointContent>;
  /** Asks the result tables in Spark's SQL; at most `limit` rows. Throws `EngineError`. */
  sql(text: string, limit: number): Promise<SqlResult>;
  tables(): readonly TableSummary[];
  /** The newest progress reports of a query of the last run, oldest first. */
  recentProgress(query: string): readonly StreamingQueryProgress[];
  /** Stops all queries and closes. The session is of no use afterwards. */
  stop(): Promise<void>;
}

/** Opens a session. Loads the expression parser, so it takes some tens of milliseconds. */
export async function createSession(options: SessionOptions = {}): Promise<Session> {
  await loadExpressionParser();
  return new EngineSession(options);
}

class EngineSession implements Session {
  readonly #clock = systemClock;
  readonly #random = systemRandom;
  readonly #runs = new Set<EngineRun>();
  #lastRun: EngineRun | null = null;
  /** Opened when the first run needs it, with that run's time zone. */
  #tables: { readonly catalog: TableCatalog; readonly timeZone: string } | null = null;
  /** Null where everything runs on this thread. */
  readonly #stageThreads: NodeStageThreads | null;

  constructor({ threads, startStageThread }: SessionOptions) {
    const count = threads ?? Math.min(availableParallelism(), THREADS_BY_DEFAULT_MAX);
    assert(Number.isInteger(count) && count >= 1 && count <= THREADS_MAX, 'the host has checked the number of threads');
    this.#stageThreads =
      startStageThread === undefined || count === 1 ? null : new NodeStageThreads(count, startStageThread);
  }

  catalogue(): readonly NodeDescriptor[] {
    return [...nodeDescriptors.values()];
  }

  functions(): readonly FunctionSummary[] {
    return functionSummaries;
  }

  inferSchema(request: InferRequest, baseDirectory: string): Promise<InferredSchema> {
    return inferSchema({ ...request, source: resolve(baseDirectory, request.source) });
  }

  renameColumn(document: unknown, baseDirectory: string, request: RenameRequest): ColumnRename {
    const read = checkDocument(document, settingsByKind);
    const isStreaming = read.document?.settings.mode !== 'batch';
    return renameColumn(read, { isStreaming, resolvePath: (path) => resolve(baseDirectory, path) }, request);
  }

  jsonSchema(): Record<string, unknown> {
    return pipelineJsonSchema(settingsByKind);
  }

  parse(text: string): Result<unknown, Diagnostic> {
    return parseDocumentText(text);
  }

  override(document: unknown, assignments: readonly string[]): unknown {
    return assignments.reduce(overrideSetting, document);
  }

  analyze(document: unknown, baseDirectory: string, mode?: 'batch' | 'streaming'): Analysis {
    return this.#lower(document, baseDirectory, mode).analysis;
  }

  checkBreakpoints(
    document: unknown,
    baseDirectory: string,
    breakpoints: readonly Breakpoint[],
  ): readonly BreakpointFinding[] {
    const { queries, analysis } = this.#lower(document, baseDirectory, undefined);
    const isSound = analysis.diagnostics.every(({ severity }) => severity !== 'error');
    const checker = new BreakpointChecker(queries);
    return breakpoints.flatMap((breakpoint) => {
      const problem = checker.problemOf(breakpoint);
      if (problem === null || (problem.code === 'EXE-210' && !isSound)) return [];
      const { code, at, params } = problem;
      return [{ breakpointId: breakpoint.id, diagnostic: diagnostic(code, at, params) }];
    });
  }

  explain(document: unknown, baseDirectory: string, withCode: boolean): string {
    const { queries, timeZone, isStreaming } = this.#lowerSound(document, baseDirectory, undefined);
    const parts = queries.map((query) => {
      const options = { isStreaming, timeZone, interpreted: false, clock: this.#clock };
      const physical = createPhysicalQuery(query, options);
      const source = physical.generatedSource;
      const because = physical.interpretedBecause.map((reason) => `interpreted: ${reason}`);
      return [
        `Query ${query.name ?? query.sink.nodeId}: ${isStreaming ? `${query.outputMode}, ${triggerText(query.trigger)}` : 'batch'}`,
        `== Logical plan ==\n${explainPlan(query.plan)}`,
        `== Optimized plan ==\n${explainPlan(optimize(query.plan))}`,
        `== Physical plan ==\n${[physical.explain(), ...because].join('\n')}`,
        ...(withCode ? [`== Generated source ==\n${source ?? 'none: the query runs interpreted'}`] : []),
      ].join('\n\n');
    });
    return `${parts.join('\n\n')}\n`;
  }

  exportPySpark(
    document: unknown,
    baseDirectory: string,
    programDirectory = baseDirectory,
  ): Result<PySparkProgram, readonly Diagnostic[]> {
    const { queries, isStreaming } = this.#lowerSound(document, baseDirectory, undefined);
    const checked = must(checkDocument(document, settingsByKind).document, 'a document without errors is there');
    const separator = sep === '\\' ? '\\' : '/';
    return exportPySpark({ document: checked, queries, isStreaming, baseDirectory, programDirectory, separator });
  }

  async run(document: unknown, options: RunOptions, listener: RunListener = {}): Promise<Run> {
    const sound = this.#lowerSound(document, options.baseDirectory, options.mode);
    for (const { name } of sound.queries) {
      const isTaken = [...this.#runs].some((run) => run.isActiveQuery(name));
      if (name !== null && isTaken) throw new EngineError('EXE-104', { name });
    }
    const catalog = await this.#tablesIn(sound.timeZone);
    this.#dropEndedTables(catalog);
    const checkpoints = checkpointsOf(sound, options);
    checkpoints.check();
    checkBreakpoints(sound.queries, options.breakpoints ?? []);
    if (options.startAfresh === true) await checkpoints.startAfresh();
    const run = new EngineRun(this.#random.uuid(), this.#clock, listener);
    for (const plan of sound.queries) {
      const journal = checkpoints.journalOf(plan);
      run.add(plan.sink.nodeId, this.#createExecution(plan, sound, options, run, catalog, journal));
    }
    if (options.breakpoints !== undefined) run.setBreakpoints(options.breakpoints);
    this.#runs.add(run);
    this.#lastRun = run;
    void run.start().then(() => this.#runs.delete(run));
    return steeringOf(run);
  }

  async checkpoints(document: unknown, options: CheckpointOptions): Promise<readonly CheckpointStatus[]> {
    return checkpointsOf(this.#lowerSound(document, options.baseDirectory, options.mode), options).statuses();
  }

  async showCheckpoint(folder: string, options: ReadOptions = {}): Promise<CheckpointContent> {
    return readCheckpoint(resolve(folder), checkpointPorts, options);
  }

  async sql(text: string, limit: number): Promise<SqlResult> {
    const catalog = this.#tables?.catalog ?? (await this.#tablesIn('UTC'));
    return catalog.sql(text, limit);
  }

  tables(): readonly TableSummary[] {
    return this.#tables?.catalog.list() ?? [];
  }

  recentProgress(query: string): readonly StreamingQueryProgress[] {
    return this.#lastRun?.recentProgress(query) ?? [];
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#runs].map((run) => run.stop()));
    await this.#tables?.catalog.close();
    this.#tables = null;
    await this.#stageThreads?.stop();
  }

  #createExecution(
    plan: QueryPlan,
    { isStreaming, timeZone, watermarkPolicy, noDataMicroBatches, memoryLimit }: SoundGraph,
    options: RunOptions,
    run: EngineRun,
    catalog: TableCatalog,
    journal: BatchJournal,
  ): MicroBatchExecution {
    const query = createPhysicalQuery(plan, {
      isStreaming,
      timeZone,
      interpreted: options.interpreted ?? false,
      clock: this.#clock,
      sharing: { threads: this.#stageThreads },
      memoryLimitBytes: memoryLimit,
      isPeekable: options.isPeekable,
    });
    return new MicroBatchExecution(
      {
        name: plan.name,
        query,
        sink: createSink(plan, { schema: query.outputSchema, timeZone, isStreaming }, run, catalog),
        trigger: triggerOf(plan, options, isStreaming),
        journal,
        runId: this.#random.uuid(),
        clock: this.#clock,
        isStreaming,
        watermarkPolicy,
        noDataMicroBatches,
        maxBatches: options.maxBatches,
        startPaused: options.startPaused,
      },
      run,
    );
  }

  /** Tables stay open to SQL after their run has ended, until the next run begins. */
  #dropEndedTables(catalog: TableCatalog): void {
    for (const { name, filesOf } of catalog.list()) {
      const isUsed = (run: EngineRun) => (filesOf === undefined ? run.isActiveQuery(name) : run.isActiveSink(filesOf));
      if (![...this.#runs].some(isUsed)) catalog.unregister(name);
    }
  }

  /** One catalogue at a time: a result table's times are shown in the zone of the pipeline that made it. */
  async #tablesIn(timeZone: string): Promise<TableCatalog> {
    if (this.#tables?.timeZone === timeZone) return this.#tables.catalog;
    if (this.#runs.size > 0) throw new EngineError('EXE-109', { zone: this.#tables?.timeZone ?? '', wanted: timeZone });
    await this.#tables?.catalog.close();
    const catalog = await createTableCatalog({ timeZone });
    this.#tables = { catalog, timeZone };
    return catalog;
  }

  #lower(document: unknown, baseDirectory: string, mode: 'batch' | 'streaming' | undefined): LoweredGraph & SoundGraph {
    const read = checkDocument(document, settingsByKind);
    const isStreaming = (mode ?? read.document?.settings.mode) !== 'batch';
    const graph = lowerGraph(read, { isStreaming, resolvePath: (path) => resolve(baseDirectory, path) });
    const timeZone = read.document?.settings.timeZone ?? 'UTC';
    const found = [
      ...checkSources(graph.queries, isStreaming, timeZone),
      ...checkSinks(graph.queries),
      ...(isStreaming ? checkCheckpoints(graph.queries) : []),
    ];
    const analysis = { ...graph.analysis, diagnostics: [...graph.analysis.diagnostics, ...found] };
    const { watermarkPolicy, noDataMicroBatches } = read.document?.settings ?? {};
    const memoryLimit = memoryLimitFromText(read.document?.settings.memoryLimit ?? defaultMemoryLimit) ?? undefined;
    const labels = new Map(
      (read.document?.nodes ?? []).flatMap(({ id, label }) => (label === undefined ? [] : [[id, label] as const])),
    );
    return {
      analysis,
      queries: graph.queries,
      plans: graph.plans,
      labels,
      isStreaming,
      timeZone,
      watermarkPolicy,
      noDataMicroBatches,
      memoryLimit,
    };
  }

  #lowerSound(document: unknown, baseDirectory: string, mode: 'batch' | 'streaming' | undefined): SoundGraph {
    const graph = this.#lower(document, baseDirectory, mode);
    const errors = graph.analysis.diagnostics.filter((found) => found.severity === 'error');
    const [first] = errors;
    if (first !== undefined) {
      const at = { nodeId: first.at.nodeId, setting: first.at.setting };
      throw new EngineError('EXE-103', { count: errors.length, first: first.message }, at);
    }
    return graph;
  }
}

/** The queries of a document, and what its settings say of all of them. */
interface SoundGraph {
  readonly queries: readonly QueryPlan[];
  /** What the canvas calls its nodes, by id. */
  readonly labels: ReadonlyMap<string, string>;
  readonly isStreaming: boolean;
  readonly timeZone: string;
  readonly watermarkPolicy?: PipelineSettings['watermarkPolicy'];
  readonly noDataMicroBatches?: PipelineSettings['noDataMicroBatches'];
  /** In bytes. */
  readonly memoryLimit?: number | undefined;
}

function steeringOf(run: EngineRun): Run {
  return {
    snapshot: () => run.snapshot(),
    pause: () => run.pause(),
    resume: () => run.resume(),
    step: () => run.step(),
    setBreakpoints: (breakpoints) => run.setBreakpoints(breakpoints),
    peek: (request, signal = new AbortController().signal) => run.peek(request, signal),
    stop: () => run.stop(),
    awaitTermination: () => run.awaitTermination(),
  };
}

function checkpointsOf({ queries, isStreaming, labels }: SoundGraph, options: CheckpointOptions): RunCheckpoints {
  const { checkpointDirectory } = options;
  const shared = checkpointDirectory === undefined ? null : resolve(checkpointDirectory);
  return new RunCheckpoints(queries, { isStreaming, shared, labels, ports: checkpointPorts });
}

/** What takes the rows of a query; a memory sink's table and a file sink's files can be asked from here on. */
function createSink(
  { name, sink }: QueryPlan,
  rows: { readonly schema: Schema; readonly timeZone: string; readonly isStreaming: boolean },
  run: EngineRun,
  catalog: TableCatalog,
): Sink {
  const { schema, timeZone } = rows;
  switch (sink.type) {
    case 'memory': {
      const table = new MemorySink({ nodeId: sink.nodeId, tableName: sink.queryName, schema });
      catalog.register(table);
      return table;
    }
    case 'console':
      return new ConsoleSink({ ...sink, schema, timeZone, write: (text) => run.printed(sink.nodeId, text) });
    case 'file': {
      const files = new FileSink({ ...sink, ...rows }, { disk: nodeDisk, random: systemRandom });
      const latestBatch = () => files.latestBatch;
      catalog.register(new ListedTable({ ...sink, ...rows, tableName: name ?? sink.nodeId, latestBatch }));
      return files;
    }
  }
}

function triggerOf(plan: QueryPlan, options: RunOptions, isStreaming: boolean): Trigger {
  if (!isStreaming) return { type: 'once' };
  return options.follow ? plan.trigger : { type: 'available-now' };
}

function triggerText(trigger: Trigger): string {
  return trigger.type === 'processing-time' ? `every ${trigger.intervalMs} ms` : trigger.type;
}
