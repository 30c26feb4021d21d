/**
 * Runs a pipeline on given rows the way Spark's `StreamTest` does: add data, let the query take all of it, look at what came
 * out, add more. The same script runs from rows in the document and from files, interpreted and compiled.
 */
import { mkdtempSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { must } from '../base/assert.ts';
import { createPhysicalQuery } from '../execution/create-physical-query.ts';
import { loadExpressionParser } from '../expression/parse-expression.ts';
import { settingsByKind } from '../nodes/catalogue.ts';
import { lowerGraph } from '../nodes/lower-graph.ts';
import { checkDocument } from '../pipeline/read-document.ts';
import { systemClock } from '../platform/system-clock.ts';
import { MemorySink } from '../sinks/memory/memory-sink.ts';
import { NoJournal } from '../streaming/batch-journal.ts';
import { MicroBatchExecution } from '../streaming/micro-batch-execution.ts';
import type { StreamingQueryProgress } from '../streaming/progress.ts';
import { rowToJsonObject } from '../types/json-value.ts';
import { rowsOf } from '../types/row-batch.ts';

export interface ScriptNode {
  readonly id: string;
  readonly kind: string;
  readonly config: Record<string, unknown>;
}

export interface StreamScript {
  /** Columns of the source, by Spark's type names. */
  readonly fields: readonly { readonly name: string; readonly type: string }[];
  /** Nodes between the source and the sink, in order. */
  readonly nodes: readonly ScriptNode[];
  readonly outputMode: 'append' | 'update' | 'complete';
  /** Rows of each step, as JSON objects. */
  readonly steps: readonly (readonly Record<string, unknown>[])[];
  readonly mode?: 'batch' | 'streaming';
  readonly timeZone?: string;
}

export interface ScriptBatch {
  readonly batchId: number;
  readonly rows: readonly unknown[];
  readonly progress: StreamingQueryProgress;
  readonly counts: Record<string, { readonly in: number; readonly out: number }>;
}

export type ScriptExecutor = 'rows' | 'files-interpreted' | 'files-compiled';

/** The micro-batches of each step; rejects with the query's failure. */
export async function runScript(script: StreamScript, executor: ScriptExecutor): Promise<ScriptBatch[][]> {
  await loadExpressionParser();
  const folder = mkdtempSync(join(tmpdir(), 'millrace-script-'));
  try {
    return await runIn(folder, script, executor);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function runIn(folder: string, script: StreamScript, executor: ScriptExecutor): Promise<ScriptBatch[][]> {
  const isStreaming = script.mode !== 'batch';
  const isFromRows = executor === 'rows';
  const batches = isStreaming ? script.steps : [script.steps.flat()];
  const read = checkDocument(documentOf(script, folder, isFromRows ? batches : null), settingsByKind);
  const { analysis, queries } = lowerGraph(read, { isStreaming, resolvePath: (path) => path });
  const [found] = analysis.diagnostics.filter(({ severity }) => severity === 'error');
  if (found !== undefined) throw new Error(`${found.code}: ${found.message}`);
  const plan = must(queries[0], 'the script has one sink');
  const query = createPhysicalQuery(plan, {
    isStreaming,
    timeZone: script.timeZone ?? 'UTC',
    interpreted: executor !== 'files-compiled',
    clock: systemClock,
  });
  const seen: ScriptBatch[] = [];
  let rows: readonly unknown[] = [];
  const execution = new MicroBatchExecution(
    {
      name: 'script',
      query,
      sink: new MemorySink({ nodeId: plan.sink.nodeId, tableName: 'script', schema: query.outputSchema }),
      trigger: { type: isStreaming ? 'default' : 'once' },
      journal: new NoJournal('00000000-0000-4000-8000-000000000000'),
      runId: '00000000-0000-4000-8000-000000000001',
      clock: systemClock,
      isStreaming,
    },
    {
      emitted: (_, __, emitted) => {
        rows = rowsOf(emitted).map((row) => rowToJsonObject(row, query.outputSchema));
      },
      progressed: (_, progress, counts) => {
        if (Object.keys(counts).length > 0)
          seen.push({ batchId: progress.batchId, rows, progress, counts: { ...counts } });
      },
    },
  );
  const steps: ScriptBatch[][] = [];
  if (isFromRows || !isStreaming) {
    if (!isFromRows) for (const [index, step] of batches.entries()) writeStep(folder, index, step);
    return [await runWhole(execution, seen)];
  }
  const ended = execution.run();
  for (const [index, step] of batches.entries()) {
    if (step.length > 0) writeStep(folder, index, step);
    await execution.processAllAvailable();
    steps.push(seen.splice(0));
  }
  await execution.stop();
  await ended;
  return steps;
}

async function runWhole(execution: MicroBatchExecution, seen: ScriptBatch[]): Promise<ScriptBatch[]> {
  const ended = execution.run();
  if (execution.isStreaming) {
    do await execution.processAllAvailable();
    while (execution.query.sources.some((source) => source.exhausted === false));
    await execution.processAllAvailable();
    await execution.stop();
  }
  await ended;
  if (execution.exception !== null) throw execution.exception;
  return seen;
}

/** One file a step, a second apart, so that files are taken in the order of the steps. */
function writeStep(folder: string, index: number, rows: readonly Record<string, unknown>[]): void {
  const path = join(folder, `step-${String(index).padStart(4, '0')}.json`);
  writeFileSync(`${path}._COPYING_`, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  utimesSync(`${path}._COPYING_`, 1_700_000_000 + index, 1_700_000_000 + index);
  renameSync(`${path}._COPYING_`, path);
}

function documentOf(script: StreamScript, folder: string, batches: StreamScript['steps'] | null): unknown {
  const source: ScriptNode[] =
    batches === null
      ? [
          { id: 'source', kind: 'file-source', config: { path: folder, format: 'json', maxFilesPerTrigger: 1 } },
          { id: 'typed', kind: 'schema', config: { fields: script.fields } },
        ]
      : [{ id: 'source', kind: 'rows-source', config: { fields: script.fields, batches } }];
  const sink = { id: 'sink', kind: 'memory-sink', config: { queryName: 'script', outputMode: script.outputMode } };
  const nodes = [...source, ...script.nodes, sink].map((node, index) => ({
    ...node,
    position: { x: index * 240, y: 0 },
  }));
  return {
    format: 'millrace.pipeline',
    version: 1,
    name: 'script',
    settings: { mode: script.mode ?? 'streaming', timeZone: script.timeZone ?? 'UTC' },
    nodes,
    edges: nodes.slice(1).map((node, index) => ({ source: nodes[index]?.id, target: node.id })),
  };
}
