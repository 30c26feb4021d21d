/** Runs a case on this engine: the pipeline as it is on the interpreter, or its rows from files through compiled stages. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { must } from '../engine/base/assert.ts';
import { EngineError } from '../engine/base/errors/engine-error.ts';
import { checkSources } from '../engine/execution/check-sources.ts';
import { createPhysicalQuery } from '../engine/execution/create-physical-query.ts';
import type { Sharing } from '../engine/execution/parallel/shared-stage.ts';
import { settingsByKind } from '../engine/nodes/catalogue.ts';
import { lowerGraph } from '../engine/nodes/lower-graph.ts';
import { checkDocument } from '../engine/pipeline/read-document.ts';
import type { LogicalPlan, QueryPlan } from '../engine/plan/logical-plan.ts';
import { stateFingerprint } from '../engine/plan/state-fingerprint.ts';
import { CheckpointJournal } from '../engine/streaming/checkpoint-journal.ts';
import { MicroBatchExecution } from '../engine/streaming/micro-batch-execution.ts';
import type { StreamingQueryProgress } from '../engine/streaming/progress.ts';
import { printDataType } from '../engine/types/data-type-text.ts';
import { type JsonValue, toJsonValue } from '../engine/types/json-value.ts';
import { fromFiles, writeFiles, writeStatic } from './case-files.ts';
import type { CaseBatch, ConformanceCase, Expectation } from './case-format.ts';
import { CollectingSink } from './collecting-sink.ts';
import { type Executor, executionOf } from './executors.ts';
import { GateClock } from './gate-clock.ts';
import { MemoryLogFiles } from './memory-log-files.ts';
import { batchesOf, type CaseDocument, type CaseSteps, stepsOf } from './steps.ts';

/** What came of a case; `refused` and `fails` hold Millrace's codes. */
export interface CaseOutcome {
  readonly refused: string | null;
  readonly queries: Readonly<Record<string, QueryOutcome>>;
}

export interface QueryOutcome {
  readonly columns: readonly (readonly [string, string])[];
  readonly batches: readonly CaseBatch[];
  readonly fails: string | null;
  /** Whether some of it ran compiled. */
  readonly isCompiled: boolean;
}

type Setting = Pick<Expectation, 'files' | 'restartBefore'>;

/**
 * Needs `loadExpressionParser`. Leaves nothing behind.
 *
 * @param through what each query's plan is sent through before it runs
 * @param sharing where compiled stages share batches out to
 */
export async function runCase(
  { document, expected }: ConformanceCase,
  executor: Executor,
  through: (plan: LogicalPlan) => LogicalPlan = (plan) => plan,
  sharing?: Sharing,
): Promise<CaseOutcome> {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-case-'));
  try {
    return await new CaseRun(document as CaseDocument, expected ?? {}, executor, { through, sharing }, folder).run();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

interface HowToRun {
  readonly through: (plan: LogicalPlan) => LogicalPlan;
  readonly sharing?: Sharing | undefined;
}

class CaseRun {
  readonly #document: CaseDocument;
  readonly #setting: Setting;
  readonly #executor: Executor;
  readonly #how: HowToRun;
  readonly #folder: string;
  readonly #steps: CaseSteps;
  readonly #isStreaming: boolean;

  constructor(document: CaseDocument, setting: Setting, executor: Executor, how: HowToRun, folder: string) {
    this.#document = document;
    this.#setting = setting;
    this.#executor = executor;
    this.#how = how;
    this.#folder = folder;
    this.#steps = stepsOf(document, setting);
    this.#isStreaming = document.settings.mode === 'streaming';
  }

  async run(): Promise<CaseOutcome> {
    const whole = this.#lower(this.#document);
    if (whole.refused !== null) return { refused: whole.refused, queries: {} };
    const queries: Record<string, QueryOutcome> = {};
    for (const { sink } of whole.queries) queries[sink.nodeId] = await this.#runQuery(sink.nodeId);
    return { refused: null, queries };
  }

  get #readsFiles(): boolean {
    return this.#executor !== 'interpreter' || this.#setting.files !== undefined;
  }

  #lower(document: CaseDocument): { readonly refused: string | null; readonly queries: readonly QueryPlan[] } {
    const read = checkDocument(document, settingsByKind);
    const options = { isStreaming: this.#isStreaming, resolvePath: (path: string) => resolve(this.#folder, path) };
    const { analysis, queries } = lowerGraph(read, options);
    const found = [
      ...analysis.diagnostics,
      ...checkSources(queries, this.#isStreaming, document.settings.timeZone),
    ].find(({ severity }) => severity === 'error');
    return { refused: found?.code ?? null, queries };
  }

  async #runQuery(sinkNodeId: string): Promise<QueryOutcome> {
    const where = join(this.#folder, sinkNodeId);
    const log = new MemoryLogFiles();
    const sink = new CollectingSink(sinkNodeId);
    const outcome: { batches: CaseBatch[]; fails: string | null } = { batches: [], fails: null };
    let columns: QueryOutcome['columns'] = [];
    let isCompiled = false;
    for (const runs of this.#lives()) {
      const last = must(runs.at(-1), 'a life has a run');
      const document = this.#readsFiles
        ? fromFiles(this.#document, where, this.#steps)
        : until(this.#document, last.to);
      const plan = must(
        this.#lower(document).queries.find((query) => query.sink.nodeId === sinkNodeId),
        'a query for each sink',
      );
      const clock = new GateClock();
      const query = createPhysicalQuery(
        { ...plan, plan: this.#how.through(plan.plan) },
        {
          isStreaming: this.#isStreaming,
          timeZone: document.settings.timeZone,
          ...executionOf(this.#executor),
          clock,
          sharing: this.#how.sharing,
        },
      );
      columns = query.outputSchema.map(({ name, type }) => [name, printDataType(type)] as const);
      isCompiled = query.generatedSource !== null;
      const execution = this.#createExecution(plan, query, sink, log, clock, (progress, nodes) => {
        const rows = sink.batches.get(progress.batchId) ?? [];
        const values = rows.map((row) => query.outputSchema.map(({ type }, i) => toJsonValue(row[i] ?? null, type)));
        outcome.batches.push(this.#batch(progress, nodes, values));
      });
      await this.#drive(execution, plan, clock, where, runs);
      const { exception } = execution;
      if (exception !== null) {
        outcome.fails = exception instanceof EngineError ? exception.code : String(exception);
        break;
      }
    }
    return { columns, ...outcome, isCompiled };
  }

  /** The runs between two restarts. A batch query, and one without sources of its own, has one. */
  #lives(): CaseSteps['runs'][] {
    const lives: CaseSteps['runs'][number][][] = [[]];
    for (const run of this.#steps.runs) {
      if (run.restarts) lives.push([]);
      lives.at(-1)?.push(run);
    }
    const filled = lives.filter((runs) => runs.length > 0);
    if (filled.length === 0) return [[{ from: 0, to: 0, restarts: false }]];
    const last = must(this.#steps.runs.at(-1), 'there are runs');
    return this.#isStreaming ? filled : [[{ from: 0, to: last.to, restarts: false }]];
  }

  #createExecution(
    plan: QueryPlan,
    query: ReturnType<typeof createPhysicalQuery>,
    sink: CollectingSink,
    files: MemoryLogFiles,
    clock: GateClock,
    heard: (progress: StreamingQueryProgress, nodes: Readonly<Record<string, { readonly out: number }>>) => void,
  ): MicroBatchExecution {
    const { settings } = this.#document as unknown as {
      readonly settings: { readonly watermarkPolicy?: 'min' | 'max'; readonly noDataMicroBatches?: boolean };
    };
    const fingerprint = stateFingerprint(plan.plan);
    return new MicroBatchExecution(
      {
        name: 'case',
        query,
        sink,
        trigger: this.#isStreaming ? plan.trigger : { type: 'once' },
        journal: new CheckpointJournal({
          folder: 'checkpoint',
          newQueryId: '00000000-0000-4000-8000-000000000000',
          stateFingerprint: fingerprint,
          mayResume: true,
          files,
        }),
        runId: '00000000-0000-4000-8000-000000000001',
        clock,
        isStreaming: this.#isStreaming,
        watermarkPolicy: settings.watermarkPolicy,
        noDataMicroBatches: settings.noDataMicroBatches,
      },
      {
        progressed: (_, progress, nodes) => {
          if (Object.keys(nodes).length > 0) heard(progress, nodes);
        },
      },
    );
  }

  #batch(
    progress: StreamingQueryProgress,
    nodes: Readonly<Record<string, { readonly out: number }>>,
    rows: JsonValue[][],
  ): CaseBatch {
    const watermark = progress.eventTime?.watermark;
    // Of a batch query's operators Spark says nothing.
    const operators = this.#isStreaming ? progress.stateOperators : [];
    return {
      batchId: progress.batchId,
      rows: rows as CaseBatch['rows'],
      watermark: watermark ?? null,
      stateRows: operators.map(({ numRowsTotal }) => numRowsTotal),
      lateRows: operators.map(({ numRowsDroppedByWatermark }) => numRowsDroppedByWatermark),
      nodes: Object.fromEntries(
        this.#document.nodes.flatMap(({ id }) => {
          const count = nodes[id];
          return count === undefined ? [] : [[id, count.out]];
        }),
      ),
    };
  }

  async #drive(
    execution: MicroBatchExecution,
    plan: QueryPlan,
    clock: GateClock,
    where: string,
    runs: CaseSteps['runs'],
  ): Promise<void> {
    const write = (run: CaseSteps['runs'][number]) => {
      if (this.#readsFiles) writeFiles(where, this.#steps, run.from, run.to);
    };
    if (this.#readsFiles) for (const id of this.#steps.files.keys()) mkdirSync(join(where, id), { recursive: true });
    writeStatic(this.#document, where, this.#readsFiles ? this.#steps : null);
    if (!this.#isStreaming || ['once', 'available-now'].includes(plan.trigger.type)) {
      runs.forEach(write);
      clock.open();
      await execution.run();
      return;
    }
    const ended = execution.run();
    for (const run of runs) {
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
