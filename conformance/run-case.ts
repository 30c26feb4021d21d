/** Runs a case on this engine: the pipeline as it is on the interpreter, or its rows from files through compiled stages. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EngineError } from '../engine/base/errors/engine-error.ts';
import type { Sharing } from '../engine/execution/parallel/shared-stage.ts';
import type { LogicalPlan } from '../engine/plan/logical-plan.ts';
import { systemRandom } from '../engine/platform/system-random.ts';
import { FaultDisk } from '../engine/testing/fault-disk.ts';
import { printDataType } from '../engine/types/data-type-text.ts';
import { toJsonValue } from '../engine/types/json-value.ts';
import type { CaseBatch, ConformanceCase } from './case-format.ts';
import { CasePipeline } from './case-query.ts';
import { CollectingSink } from './collecting-sink.ts';
import type { Executor } from './executors.ts';
import { GateClock } from './gate-clock.ts';
import { processNumber } from './process-number.ts';
import type { CaseDocument } from './steps.ts';

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

/**
 * Needs `loadExpressionParser`. Leaves nothing behind.
 *
 * @param through what each query's plan is sent through before it runs
 * @param sharing where compiled stages share batches out to
 */
export async function runCase(
  { document, expected }: ConformanceCase,
  executor: Executor,
  through?: (plan: LogicalPlan) => LogicalPlan,
  sharing?: Sharing,
): Promise<CaseOutcome> {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-case-'));
  try {
    const how = { executor, through, sharing };
    const pipeline = new CasePipeline(document as CaseDocument, expected ?? {}, how, folder);
    const whole = pipeline.lower(pipeline.document);
    if (whole.refused !== null) return { refused: whole.refused, queries: {} };
    const queries: Record<string, QueryOutcome> = {};
    for (const { sink } of whole.queries) queries[sink.nodeId] = await runQuery(pipeline, sink.nodeId);
    return { refused: null, queries };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runQuery(pipeline: CasePipeline, sinkNodeId: string): Promise<QueryOutcome> {
  const found = pipeline.query(sinkNodeId);
  const disk = new FaultDisk();
  const sink = new CollectingSink(sinkNodeId);
  const batches: CaseBatch[] = [];
  let outcome: Omit<QueryOutcome, 'batches'> = { columns: [], fails: null, isCompiled: false };
  for (const life of found.lives.keys()) {
    const started = found.start(life, {
      ports: { disk, random: systemRandom, processes: processNumber(life + 1) },
      clock: new GateClock(),
      sink: () => sink,
      ran: (progress, nodes, { outputSchema }) => {
        const rows = sink.batches.get(progress.batchId) ?? [];
        const values = rows.map((row) => outputSchema.map(({ type }, i) => toJsonValue(row[i] ?? null, type)));
        batches.push(found.batch(progress, nodes, values as CaseBatch['rows']));
      },
    });
    if (life === 0) found.setFiles(0, 0);
    await found.drive(life, 0, started);
    const { exception } = started.execution;
    outcome = {
      columns: started.query.outputSchema.map(({ name, type }) => [name, printDataType(type)] as const),
      isCompiled: started.query.generatedSource !== null,
      fails: exception === null ? null : exception instanceof EngineError ? exception.code : String(exception),
    };
    if (exception !== null) break;
  }
  return { ...outcome, batches };
}
