/** One query of a case: its pipeline as it is, or its rows from files, run life by life on a checkpoint. */
import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { must } from '../engine/base/assert.ts';
import { checkSources } from '../engine/execution/check-sources.ts';
import { createPhysicalQuery } from '../engine/execution/create-physical-query.ts';
import type { Sharing } from '../engine/execution/parallel/shared-stage.ts';
import type { PhysicalQuery } from '../engine/execution/physical-query.ts';
import { settingsByKind } from '../engine/nodes/catalogue.ts';
import { lowerGraph } from '../engine/nodes/lower-graph.ts';
import { checkDocument } from '../engine/pipeline/read-document.ts';
import { describeQuery } from '../engine/plan/describe-query.ts';
import type { LogicalPlan, QueryPlan } from '../engine/plan/logical-plan.ts';
import type { QueryDescription } from '../engine/plan/query-description.ts';
import type { Sink } from '../engine/sinks/sink.ts';
import { CheckpointJournal, type CheckpointPorts } from '../engine/streaming/checkpoint/checkpoint-journal.ts';
import { MicroBatchExecution } from '../engine/streaming/micro-batch-execution.ts';
import type { StreamingQueryProgress } from '../engine/streaming/progress.ts';
import { fromFiles, removeFiles, writeFiles, writeStatic } from './case-files.ts';
import type { CaseBatch, Expectation } from './case-format.ts';
import { type Executor, executionOf } from './executors.ts';
import type { GateClock } from './gate-clock.ts';
import { batchesOf, type CaseDocument, type CaseSteps, stepsOf } from './steps.ts';

/** What of an expectation says how a case is run. */
export type CaseSetting = Pick<Expectation, 'files' | 'restartBefore'>;

export interface HowToRun {
  readonly executor: Executor;
  /** What each query's plan is sent through before it runs. */
  readonly through?: ((plan: LogicalPlan) => LogicalPlan) | undefined;
  /** Where compiled stages share batches out to. */
  readonly sharing?: Sharing | undefined;
}

/** The runs between two restarts of a case. */
export type CaseLife = CaseSteps['runs'];

/** What a life takes place in. */
export interface LifeOptions {
  readonly ports: Omit<CheckpointPorts, 'clock'>;
  readonly clock: GateClock;
  readonly sink: (query: PhysicalQuery) => Sink;
  /** Hears of each batch that ran. */
  readonly ran: (progress: StreamingQueryProgress, nodes: NodeCounts, query: PhysicalQuery) => void;
  readonly maxBatches?: number | undefined;
}

type NodeCounts = Readonly<Record<string, { readonly out: number }>>;

/** A life that has begun. */
export interface StartedLife {
  readonly execution: MicroBatchExecution;
  readonly query: ReturnType<typeof createPhysicalQuery>;
  readonly clock: GateClock;
}

/** A case's pipeline, as far as it is the same for all its queries. */
export class CasePipeline {
  readonly document: CaseDocument;
  readonly isStreaming: boolean;
  readonly steps: CaseSteps;
  readonly how: HowToRun;
  readonly readsFiles: boolean;
  readonly #folder: string;

  /** @param folder what the case's files are written below */
  constructor(document: CaseDocument, setting: CaseSetting, how: HowToRun, folder: string) {
    this.document = document;
    this.isStreaming = document.settings.mode === 'streaming';
    this.steps = stepsOf(document, setting);
    this.how = how;
    this.readsFiles = how.executor !== 'interpreter' || setting.files !== undefined;
    this.#folder = folder;
  }

  lower(document: CaseDocument): { readonly refused: string | null; readonly queries: readonly QueryPlan[] } {
    const read = checkDocument(document, settingsByKind);
    const options = { isStreaming: this.isStreaming, resolvePath: (path: string) => resolve(this.#folder, path) };
    const { analysis, queries } = lowerGraph(read, options);
    const found = [
      ...analysis.diagnostics,
      ...checkSources(queries, this.isStreaming, document.settings.timeZone),
    ].find(({ severity }) => severity === 'error');
    return { refused: found?.code ?? null, queries };
  }

  query(sinkNodeId: string): CaseQuery {
    return new CaseQuery(this, sinkNodeId, join(this.#folder, sinkNodeId));
  }
}

export class CaseQuery {
  /** The runs of each life. A batch query, and one without sources of its own, has one. */
  readonly lives: readonly CaseLife[];
  readonly #pipeline: CasePipeline;
  readonly #sinkNodeId: string;
  readonly #folder: string;
  readonly #plans = new Map<number, QueryPlan>();
  readonly #descriptions = new Map<number, QueryDescription>();
  /** Steps whose files are there. */
  #stepsThere = 0;

  constructor(pipeline: CasePipeline, sinkNodeId: string, folder: string) {
    this.#pipeline = pipeline;
    this.#sinkNodeId = sinkNodeId;
    this.#folder = folder;
    this.lives = livesOf(pipeline);
  }

  /** Whether a run of it is there for all its input at once, and ends by itself. */
  get isFinite(): boolean {
    return !this.#pipeline.isStreaming || ['once', 'available-now'].includes(this.plan(0).trigger.type);
  }

  /** The plan in a life. */
  plan(life: number): QueryPlan {
    const known = this.#plans.get(life);
    if (known !== undefined) return known;
    const { document, steps, readsFiles } = this.#pipeline;
    const runs = must(this.lives[life], 'the life is one of the query');
    const read = readsFiles
      ? fromFiles(document, this.#folder, steps)
      : until(document, must(runs.at(-1), 'a life has a run').to);
    const plan = must(
      this.#pipeline.lower(read).queries.find(({ sink }) => sink.nodeId === this.#sinkNodeId),
      'a query for each sink',
    );
    this.#plans.set(life, plan);
    return plan;
  }

  #description(life: number): QueryDescription {
    const description = this.#descriptions.get(life) ?? describeQuery(this.plan(life));
    this.#descriptions.set(life, description);
    return description;
  }

  start(life: number, options: LifeOptions): StartedLife {
    const { isStreaming, document, how } = this.#pipeline;
    const plan = this.plan(life);
    const through = how.through ?? ((tree: LogicalPlan) => tree);
    const { timeZone } = document.settings;
    const { clock, ports, sink, ran, maxBatches } = options;
    const query = createPhysicalQuery(
      { ...plan, plan: through(plan.plan) },
      { isStreaming, timeZone, ...executionOf(how.executor), clock, sharing: how.sharing },
    );
    const { settings } = document as unknown as {
      readonly settings: { readonly watermarkPolicy?: 'min' | 'max'; readonly noDataMicroBatches?: boolean };
    };
    const execution = new MicroBatchExecution(
      {
        name: 'case',
        query,
        sink: sink(query),
        trigger: isStreaming ? plan.trigger : { type: 'once' },
        journal: new CheckpointJournal({
          folder: '/checkpoint',
          newQueryId: '00000000-0000-4000-8000-000000000000',
          query: this.#description(life),
          mayResume: true,
          ports: { ...ports, clock },
          // Cases are short, and snapshots are to be among what a crash finds.
          deltasMin: 2,
        }),
        runId: '00000000-0000-4000-8000-000000000001',
        clock,
        isStreaming,
        watermarkPolicy: settings.watermarkPolicy,
        noDataMicroBatches: settings.noDataMicroBatches,
        maxBatches,
      },
      {
        progressed: (_, progress, nodes) => {
          if (Object.keys(nodes).length > 0) ran(progress, nodes, query);
        },
      },
    );
    return { execution, query, clock };
  }

  /** Puts the files there that are there in a run of a life, and takes all later ones away. */
  setFiles(life: number, run: number): void {
    const { steps, readsFiles, document } = this.#pipeline;
    if (!readsFiles) return;
    if (this.#stepsThere === 0) {
      for (const id of steps.files.keys()) mkdirSync(join(this.#folder, id), { recursive: true });
      writeStatic(document, this.#folder, steps);
    }
    const to = this.lives[life]?.[run]?.to ?? 0;
    if (to < this.#stepsThere) {
      removeFiles(this.#folder, steps, to);
      this.#stepsThere = to;
      writeStatic(document, this.#folder, steps);
    }
    this.#writeSteps(to);
  }

  #writeSteps(to: number): void {
    if (!this.#pipeline.readsFiles || to <= this.#stepsThere) return;
    writeFiles(this.#folder, this.#pipeline.steps, this.#stepsThere, to);
    this.#stepsThere = to;
  }

  /**
   * Runs a life from one of its runs on to its end. What is there before it must be.
   *
   * @param began told each run before its files are written
   */
  async drive(
    life: number,
    from: number,
    { execution, clock }: StartedLife,
    began?: (run: number) => void,
  ): Promise<void> {
    const runs = must(this.lives[life], 'the life is one of the query');
    const write = (run: number) => {
      began?.(run);
      this.#writeSteps(must(runs[run], 'the run is one of the life').to);
    };
    if (this.isFinite) {
      for (let run = from; run < runs.length; run++) write(run);
      clock.open();
      await execution.run();
      return;
    }
    const ended = execution.run();
    for (let run = from; run < runs.length && execution.isActive; run++) {
      write(run);
      do {
        const idle = execution.processAllAvailable().catch(() => undefined);
        clock.wake();
        await idle;
      } while (execution.isActive && execution.query.sources.some((source) => source.exhausted === false));
    }
    await execution.stop();
    await ended;
  }

  /** A batch as cases write it down. */
  batch(progress: StreamingQueryProgress, nodes: NodeCounts, rows: CaseBatch['rows']): CaseBatch {
    // Of a batch query's operators Spark says nothing.
    const operators = this.#pipeline.isStreaming ? progress.stateOperators : [];
    return {
      batchId: progress.batchId,
      rows,
      watermark: progress.eventTime?.watermark ?? null,
      stateRows: operators.map(({ numRowsTotal }) => numRowsTotal),
      lateRows: operators.map(({ numRowsDroppedByWatermark }) => numRowsDroppedByWatermark),
      nodes: Object.fromEntries(
        this.#pipeline.document.nodes.flatMap(({ id }) => {
          const count = nodes[id];
          return count === undefined ? [] : [[id, count.out]];
        }),
      ),
    };
  }
}

function livesOf({ steps, isStreaming }: CasePipeline): CaseLife[] {
  const lives: CaseSteps['runs'][number][][] = [[]];
  for (const run of steps.runs) {
    if (run.restarts) lives.push([]);
    lives.at(-1)?.push(run);
  }
  const filled = lives.filter((runs) => runs.length > 0);
  if (filled.length === 0) return [[{ from: 0, to: 0, restarts: false }]];
  const last = must(steps.runs.at(-1), 'there are runs');
  return isStreaming ? filled : [[{ from: 0, to: last.to, restarts: false }]];
}

/** The pipeline with its rows sources holding no more than the first `steps` entries. */
function until(document: CaseDocument, steps: number): CaseDocument {
  const nodes = document.nodes.map((node) =>
    node.kind === 'rows-source' && node.config.static !== true
      ? { ...node, config: { ...node.config, batches: batchesOf(node).slice(0, steps) } }
      : node,
  );
  return { ...document, nodes };
}
