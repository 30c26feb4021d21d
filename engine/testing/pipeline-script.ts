/** Runs a pipeline of any shape on rows that are added step by step, and tells what each micro-batch did. */
import { must } from '../base/assert.ts';
import { createPhysicalQuery } from '../execution/create-physical-query.ts';
import { loadExpressionParser } from '../expression/parse-expression.ts';
import { settingsByKind } from '../nodes/catalogue.ts';
import { type LoweredGraph, lowerGraph } from '../nodes/lower-graph.ts';
import { checkDocument } from '../pipeline/read-document.ts';
import { systemClock } from '../platform/system-clock.ts';
import { MemorySink } from '../sinks/memory/memory-sink.ts';
import { type BatchJournal, NoJournal } from '../streaming/batch-journal.ts';
import { MicroBatchExecution } from '../streaming/micro-batch-execution.ts';
import type { StreamingQueryProgress } from '../streaming/progress.ts';
import { toJsonValue } from '../types/json-value.ts';
import { rowsOf } from '../types/row-batch.ts';
import type { Schema } from '../types/schema.ts';
import { MemoryJournal } from './memory-journal.ts';
import type { ScriptNode } from './stream-script.ts';

export interface ScriptSource {
  readonly id: string;
  readonly fields: readonly { readonly name: string; readonly type: string; readonly nullable?: boolean }[];
  /** Rows that are there from the start, read whole in every batch. */
  readonly staticRows?: readonly ScriptRow[];
}

export type ScriptRow = Readonly<Record<string, unknown>>;

export interface PipelineScript {
  readonly sources: readonly ScriptSource[];
  /** Nodes between the sources and the sink; the last one feeds the sink. */
  readonly nodes: readonly ScriptNode[];
  /** `from` and `to`, and the port where the node has several. */
  readonly edges: readonly (readonly [string, string, string?])[];
  readonly outputMode?: 'append' | 'update' | 'complete';
  readonly mode?: 'batch' | 'streaming';
  /** What each step adds, by source. */
  readonly steps: readonly Readonly<Record<string, readonly ScriptRow[]>>[];
  /** Steps after which the run stops; a new one goes on from its checkpoint. */
  readonly restartAfter?: readonly number[];
}

export interface PipelineBatch {
  /** Values in the order of the columns, as JSON shows them. */
  readonly rows: readonly (readonly unknown[])[];
  readonly progress: StreamingQueryProgress;
  readonly counts: Readonly<Record<string, { readonly in: number; readonly out: number }>>;
}

/** Diagnostics and plans of a script. */
export async function lowerScript(script: PipelineScript): Promise<LoweredGraph> {
  await loadExpressionParser();
  const isStreaming = script.mode !== 'batch';
  const read = checkDocument(documentOf(script), settingsByKind);
  return lowerGraph(read, { isStreaming, resolvePath: (path) => path });
}

/** All micro-batches; between two steps the query takes all there is and cleans up. Rejects with the query's failure. */
export async function runPipeline(script: PipelineScript): Promise<PipelineBatch[]> {
  const journal = new MemoryJournal();
  const seen: PipelineBatch[] = [];
  for (const last of [...(script.restartAfter ?? []), script.steps.length - 1]) {
    seen.push(...(await runOnce({ ...script, steps: script.steps.slice(0, last + 1) }, journal)));
  }
  return seen;
}

async function runOnce(script: PipelineScript, journal: BatchJournal): Promise<PipelineBatch[]> {
  const isStreaming = script.mode !== 'batch';
  const { analysis, queries } = await lowerScript(script);
  const [found] = analysis.diagnostics.filter(({ severity }) => severity === 'error');
  if (found !== undefined) throw new Error(`${found.code}: ${found.message}`);
  const plan = must(queries[0], 'the script has one sink');
  const query = createPhysicalQuery(plan, { isStreaming, timeZone: 'UTC', interpreted: true, clock: systemClock });
  const seen: PipelineBatch[] = [];
  let rows: PipelineBatch['rows'] = [];
  const execution = new MicroBatchExecution(
    {
      name: 'script',
      query,
      sink: new MemorySink({ nodeId: 'sink', tableName: 'script', schema: query.outputSchema }),
      trigger: { type: isStreaming ? 'available-now' : 'once' },
      journal: isStreaming ? journal : new NoJournal('00000000-0000-4000-8000-000000000000'),
      runId: '00000000-0000-4000-8000-000000000001',
      clock: systemClock,
      isStreaming,
    },
    {
      emitted: (_, __, emitted) => {
        rows = rowsOf(emitted).map((row) => shownRow(row, query.outputSchema));
      },
      progressed: (_, progress, counts) => seen.push({ rows, progress, counts: { ...counts } }),
    },
  );
  await execution.run();
  if (execution.exception !== null) throw execution.exception;
  return seen;
}

function shownRow(row: readonly unknown[], schema: Schema): unknown[] {
  return schema.map(({ type }, index) => toJsonValue(row[index] as never, type));
}

function documentOf(script: PipelineScript): unknown {
  const isBatch = script.mode === 'batch';
  const sources = script.sources.map(({ id, fields, staticRows }) => {
    // An empty entry is a trigger without new data, which leaves room for a batch that only cleans up.
    const batches =
      staticRows === undefined
        ? script.steps.flatMap((step) => (isBatch ? [step[id] ?? []] : [step[id] ?? [], []]))
        : [staticRows];
    const config = { fields, batches, ...(staticRows === undefined ? {} : { static: true }) };
    return { id, kind: 'rows-source', config };
  });
  const sink = {
    id: 'sink',
    kind: 'memory-sink',
    config: { queryName: 'script', outputMode: script.outputMode ?? 'append' },
  };
  const nodes = [...sources, ...script.nodes, sink].map((node, index) => ({
    ...node,
    position: { x: index * 240, y: 0 },
  }));
  const last = must(script.nodes.at(-1), 'a script has nodes').id;
  return {
    format: 'millrace.pipeline',
    version: 1,
    name: 'script',
    settings: { mode: script.mode ?? 'streaming', timeZone: 'UTC' },
    nodes,
    edges: [...script.edges, [last, 'sink'] as const].map(([source, target, targetPort]) => ({
      source,
      target,
      ...(targetPort === undefined ? {} : { targetPort }),
    })),
  };
}
