/** Runs a pipeline over the bytes of files, interpreted or compiled, and tells all that a batch makes known. */
import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { must } from '../base/assert.ts';
import { EngineError } from '../base/errors/engine-error.ts';
import { createPhysicalQuery, type ExplainedQuery } from '../execution/create-physical-query.ts';
import type { Sharing } from '../execution/parallel/shared-stage.ts';
import type { BatchResult } from '../execution/physical-query.ts';
import { loadExpressionParser } from '../expression/parse-expression.ts';
import { settingsByKind } from '../nodes/catalogue.ts';
import { lowerGraph } from '../nodes/lower-graph.ts';
import { checkDocument } from '../pipeline/read-document.ts';
import { inputsOf, type LogicalPlan, withInputs } from '../plan/logical-plan.ts';
import { systemClock } from '../platform/system-clock.ts';
import type { MalformedRecord, Offset } from '../sources/source.ts';
import type { ScriptNode } from './stream-script.ts';

export interface FilesScript {
  readonly fields: readonly { readonly name: string; readonly type: string }[];
  /** Nodes between the schema and the sink. */
  readonly nodes: readonly ScriptNode[];
  /** One micro-batch each, in this order; a name may lie in folders. */
  readonly files: readonly { readonly name?: string; readonly bytes: string | Uint8Array }[];
  readonly outputMode?: 'append' | 'update' | 'complete';
  readonly mode?: 'batch' | 'streaming';
  readonly timeZone?: string;
  /** More settings of the source and of the schema node. */
  readonly source?: Record<string, unknown>;
  readonly schema?: Record<string, unknown>;
  /** Put before the id of each node once the document is read, which refuses odd ids. */
  readonly idPrefix?: string;
}

/** What came of a batch, whichever way it was run: how long its nodes took, and which of them one loop took, is left out. */
type BatchOutcome = Omit<BatchResult, 'times'>;

export interface FilesOutcome {
  readonly batches: readonly BatchOutcome[];
  readonly malformed: readonly (MalformedRecord & { readonly nodeId: string })[];
  /** What ended the run, if something did. */
  readonly failure: unknown;
}

/** How long an update of the state took is no part of an outcome. */
const stillClock = { ...systemClock, monotonic: () => 0 };

/** `scripted`: compiled, with scanners of plain TypeScript. */
export type Executor = 'interpreted' | 'compiled' | 'scripted';

/** The outcome, with the temporary folder's path cut out of it. Throws where a script that should compile does not. */
export async function runFiles(script: FilesScript, executor: Executor, sharing?: Sharing): Promise<FilesOutcome> {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-stage-'));
  try {
    script.files.forEach(({ name, bytes }, index) => {
      const path = join(folder, name ?? `file-${String(index).padStart(4, '0')}.json`);
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, bytes);
      utimesSync(path, 1_700_000_000 + index, 1_700_000_000 + index);
    });
    const query = await queryOf(script, folder, executor, sharing);
    if (executor !== 'interpreted' && query.generatedSource === null) throw new Error(query.interpretedBecause.join());
    return await runQuery(query, folder, script.mode !== 'batch');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The query of a script over the files of `folder`. */
export async function queryOf(
  script: FilesScript,
  folder: string,
  executor: Executor,
  sharing?: Sharing,
): Promise<ExplainedQuery> {
  await loadExpressionParser();
  const isStreaming = script.mode !== 'batch';
  const read = checkDocument(documentOf(script, folder), settingsByKind);
  const { analysis, queries } = lowerGraph(read, { isStreaming, resolvePath: (path) => path });
  const [found] = analysis.diagnostics.filter(({ severity }) => severity === 'error');
  if (found !== undefined) throw new Error(`${found.code}: ${found.message}`);
  const timeZone = script.timeZone ?? 'UTC';
  const interpreted = executor === 'interpreted';
  const query = must(queries[0], 'one sink');
  const plan = renamed(query.plan, script.idPrefix ?? '');
  const scanBackend = executor === 'scripted' ? 'script' : undefined;
  const options = { isStreaming, timeZone, interpreted, clock: stillClock, sharing, scanBackend } as const;
  return createPhysicalQuery({ ...query, plan }, options);
}

function renamed(plan: LogicalPlan, prefix: string): LogicalPlan {
  const nodeId = `${prefix}${plan.nodeId}`;
  if (plan.op === 'file-scan') {
    return { ...plan, nodeId, schemaNodeId: plan.schemaNodeId === null ? null : `${prefix}${plan.schemaNodeId}` };
  }
  const inputs = inputsOf(plan).map((input) => renamed(input, prefix));
  return { ...withInputs(plan, inputs), nodeId };
}

/** The outcome of a query of `queryOf` over the files that `folder` holds now, with its path cut out. */
export async function runQuery(query: ExplainedQuery, folder: string, isStreaming: boolean): Promise<FilesOutcome> {
  const batches: BatchOutcome[] = [];
  const malformed: (MalformedRecord & { nodeId: string })[] = [];
  const source = must(query.sources[0], 'one source');
  const shown = (text: string) => text.replaceAll(folder, '');
  const observer = {
    counting: () => undefined,
    malformed: (nodeId: string, found: MalformedRecord) =>
      malformed.push({ ...found, nodeId, path: shown(found.path) }),
  };
  let failure: unknown = null;
  try {
    await source.prepare();
    let start: Offset | null = null;
    let watermarkMs = 0;
    let lateMs = 0;
    for (;;) {
      const end = await source.latestOffset(start, isStreaming ? 'configured' : 'unlimited');
      if (end === null || JSON.stringify(end) === JSON.stringify(start)) break;
      const plan = {
        batchId: batches.length,
        timestampMs: 1_700_000_000_000,
        lateWatermarkMs: lateMs,
        evictWatermarkMs: watermarkMs,
        ranges: [{ start, end }],
      };
      const { times: _, ...result } = await query.runBatch(plan, observer, new AbortController().signal);
      query.commitState();
      // What the state takes depends on how it was put together.
      const stateOperators = result.stateOperators.map((state) => ({ ...state, memoryUsedBytes: 0 }));
      batches.push({ ...result, stateOperators });
      lateMs = watermarkMs;
      const [seen] = result.eventTimes;
      const delayMs = query.watermarkDelaysMs[0] ?? 0;
      if (seen !== null && seen !== undefined) watermarkMs = Math.max(watermarkMs, seen.max - delayMs);
      start = end;
    }
  } catch (error) {
    if (!(error instanceof EngineError)) throw error;
    failure = { code: error.code, params: JSON.parse(shown(JSON.stringify(error.params))), at: error.at };
  }
  return { batches, malformed, failure };
}

function documentOf(script: FilesScript, folder: string): unknown {
  const nodes = [
    {
      id: 'source',
      kind: 'file-source',
      config: { path: folder, format: 'json', maxFilesPerTrigger: 1, ...script.source },
    },
    // Lines of text have their one column already.
    ...(script.source?.format === 'text'
      ? []
      : [{ id: 'typed', kind: 'schema', config: { fields: script.fields, ...script.schema } }]),
    ...script.nodes,
    { id: 'sink', kind: 'memory-sink', config: { queryName: 'script', outputMode: script.outputMode ?? 'complete' } },
  ].map((node, index) => ({ ...node, position: { x: index * 240, y: 0 } }));
  return {
    format: 'millrace.pipeline',
    version: 1,
    name: 'script',
    settings: { mode: script.mode ?? 'streaming', timeZone: script.timeZone ?? 'UTC' },
    nodes,
    edges: nodes.slice(1).map((node, index) => ({ source: nodes[index]?.id, target: node.id })),
  };
}
