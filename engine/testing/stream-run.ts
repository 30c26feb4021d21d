/**
 * A query on real files with a real checkpoint, driven by hand: add rows to a source, let the query take them, stop it, start it
 * again, look at what it logged. Its clock stands still but while a step waits for the query, so that what a step adds to several
 * sources is there for one batch.
 */
import { mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { must } from '../base/assert.ts';
import type { Disk } from '../base/disk.ts';
import type { Diagnostic } from '../base/errors/diagnostic.ts';
import { createPhysicalQuery } from '../execution/create-physical-query.ts';
import { loadExpressionParser } from '../expression/parse-expression.ts';
import { settingsByKind } from '../nodes/catalogue.ts';
import { lowerGraph } from '../nodes/lower-graph.ts';
import { checkDocument } from '../pipeline/read-document.ts';
import { describeQuery } from '../plan/describe-query.ts';
import type { OutputMode } from '../plan/output-mode.ts';
import type { Trigger } from '../plan/trigger.ts';
import { nodeDisk } from '../platform/node-disk.ts';
import { nodeProcessFacts } from '../platform/process-facts.ts';
import { systemRandom } from '../platform/system-random.ts';
import { CheckpointJournal } from '../streaming/checkpoint/checkpoint-journal.ts';
import { MicroBatchExecution } from '../streaming/micro-batch-execution.ts';
import type { StreamingQueryProgress } from '../streaming/progress.ts';
import { ManualClock } from '../streaming/testing/manual-clock.ts';
import { rowToJsonObject } from '../types/json-value.ts';
import { rowsOf } from '../types/row-batch.ts';
import type { ScriptNode } from './stream-script.ts';

export interface StreamRunSettings {
  /** Columns by source, by Spark's type names. */
  readonly sources: Readonly<Record<string, readonly { readonly name: string; readonly type: string }[]>>;
  readonly nodes: readonly ScriptNode[];
  /** Left out: the one source and the nodes in a row. */
  readonly edges?: readonly (readonly [string, string, string?])[];
  readonly outputMode?: OutputMode;
  readonly trigger?: Trigger;
  readonly maxFilesPerTrigger?: number;
  readonly watermarkPolicy?: 'min' | 'max';
  readonly noDataMicroBatches?: boolean;
  readonly batchesToRetain?: number;
  readonly interpreted?: boolean;
  /** What the checkpoint is written on; the machine's own when left out. */
  readonly disk?: Disk;
}

export interface RanBatch {
  readonly batchId: number;
  readonly rows: readonly Readonly<Record<string, unknown>>[];
  readonly progress: StreamingQueryProgress;
  readonly counts: Readonly<Record<string, { readonly in: number; readonly out: number }>>;
}

/** Gives a query's files a folder of their own for as long as `work` takes. */
export async function withStream(settings: StreamRunSettings, work: (run: StreamRun) => Promise<void>): Promise<void> {
  await loadExpressionParser();
  const run = new StreamRun(settings, mkdtempSync(join(tmpdir(), 'millrace-run-')));
  try {
    await work(run);
  } finally {
    await run.stop();
    rmSync(run.folder, { recursive: true, force: true });
  }
}

export class StreamRun {
  readonly folder: string;
  readonly clock = new ManualClock(1_000_000);
  readonly #settings: StreamRunSettings;
  #execution: MicroBatchExecution | null = null;
  #seen: RanBatch[] = [];
  #findings: Diagnostic[] = [];
  #files = 0;

  constructor(settings: StreamRunSettings, folder: string) {
    this.folder = folder;
    this.#settings = settings;
    for (const id of Object.keys(settings.sources)) mkdirSync(join(folder, id));
  }

  /** The run that was started last. */
  get execution(): MicroBatchExecution {
    return must(this.#execution, 'a run was started');
  }

  /** What the run that was started last has found in its checkpoint. */
  get findings(): readonly Diagnostic[] {
    return this.#findings;
  }

  /** One file of rows, a second younger than the one before. */
  add(source: string, rows: readonly Readonly<Record<string, unknown>>[]): void {
    const path = join(this.folder, source, `${String(this.#files).padStart(4, '0')}.json`);
    writeFileSync(`${path}._COPYING_`, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    utimesSync(`${path}._COPYING_`, 1_700_000_000 + this.#files, 1_700_000_000 + this.#files);
    renameSync(`${path}._COPYING_`, path);
    this.#files++;
  }

  /** A new run on the same files and checkpoint; `changes` hold for it alone. */
  start(changes: Partial<StreamRunSettings> = {}): void {
    const settings = { ...this.#settings, ...changes };
    this.#findings = [];
    this.#execution = this.#create(settings);
    void this.#execution.run();
  }

  /** Adds rows, lets the query take all there is and clean up. The batches since the last call. */
  async step(rows: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>> = {}): Promise<RanBatch[]> {
    for (const [source, added] of Object.entries(rows)) this.add(source, added);
    let isDone = false;
    const done = this.execution.processAllAvailable().finally(() => {
      isDone = true;
    });
    while (!isDone) {
      await new Promise((resolve) => setImmediate(resolve));
      if (this.clock.sleeping > 0) this.clock.advance(10);
    }
    await done;
    return this.#seen.splice(0);
  }

  /** A run to its own end: of an available-now or once trigger. Rejects with the query's failure. */
  async runToEnd(changes: Partial<StreamRunSettings> = {}): Promise<RanBatch[]> {
    this.start(changes);
    await this.execution.run();
    const seen = this.#seen.splice(0);
    if (this.execution.exception !== null) throw this.execution.exception;
    return seen;
  }

  async stop(): Promise<void> {
    await this.#execution?.stop();
  }

  async restart(changes: Partial<StreamRunSettings> = {}): Promise<void> {
    await this.stop();
    this.start(changes);
  }

  /** Ids in a log of the checkpoint, `offsets` or `commits`. */
  logged(log: string): number[] {
    return readdirSync(join(this.folder, 'checkpoint', log))
      .map(Number)
      .sort((a, b) => a - b);
  }

  /** Removes a file of the checkpoint. */
  forget(name: string): void {
    rmSync(join(this.folder, 'checkpoint', name));
  }

  #create(settings: StreamRunSettings): MicroBatchExecution {
    const read = checkDocument(documentOf(settings, this.folder), settingsByKind);
    const { analysis, queries } = lowerGraph(read, { isStreaming: true, resolvePath: (path) => path });
    const [found] = analysis.diagnostics.filter(({ severity }) => severity === 'error');
    if (found !== undefined) throw new Error(`${found.code}: ${found.message}`);
    const plan = must(queries[0], 'the stream has one sink');
    const { clock } = this;
    const options = { isStreaming: true, timeZone: 'UTC', interpreted: settings.interpreted ?? false, clock };
    const query = createPhysicalQuery(plan, options);
    let rows: RanBatch['rows'] = [];
    return new MicroBatchExecution(
      {
        name: 'stream',
        query,
        sink: { nodeId: 'sink', description: 'MemorySink', addBatch: async () => undefined },
        trigger: settings.trigger ?? { type: 'default' },
        journal: new CheckpointJournal({
          folder: join(this.folder, 'checkpoint'),
          newQueryId: '00000000-0000-4000-8000-000000000000',
          query: describeQuery(plan),
          mayResume: true,
          ports: { disk: settings.disk ?? nodeDisk, clock, random: systemRandom, processes: nodeProcessFacts },
          batchesToRetain: settings.batchesToRetain,
        }),
        runId: '00000000-0000-4000-8000-000000000001',
        clock,
        isStreaming: true,
        watermarkPolicy: settings.watermarkPolicy,
        noDataMicroBatches: settings.noDataMicroBatches,
      },
      {
        found: (_, finding) => this.#findings.push(finding),
        emitted: (_, __, emitted) => {
          rows = rowsOf(emitted).map((row) => rowToJsonObject(row, query.outputSchema) as RanBatch['rows'][number]);
        },
        progressed: (_, progress, counts) => {
          if (Object.keys(counts).length > 0) {
            this.#seen.push({ batchId: progress.batchId, rows, progress, counts: { ...counts } });
          }
        },
      },
    );
  }
}

function documentOf(settings: StreamRunSettings, folder: string): unknown {
  const { sources, nodes: middle, maxFilesPerTrigger, outputMode = 'append' } = settings;
  const ids = Object.keys(sources);
  const read = ids.flatMap((id) => [
    {
      id: `${id}-files`,
      kind: 'file-source',
      config: {
        path: join(folder, id),
        format: 'json',
        ...(maxFilesPerTrigger === undefined ? {} : { maxFilesPerTrigger }),
      },
    },
    { id, kind: 'schema', config: { fields: sources[id] } },
  ]);
  const sink = { id: 'sink', kind: 'memory-sink', config: { queryName: 'stream', outputMode } };
  const nodes = [...read, ...middle, sink].map((node, index) => ({ ...node, position: { x: index * 240, y: 0 } }));
  const row = [ids[0] ?? '', ...middle.map(({ id }) => id)];
  const chain = row.slice(1).map((id, index): readonly [string, string] => [row[index] ?? '', id]);
  const last = middle.at(-1)?.id ?? ids[0] ?? '';
  const edges = [
    ...ids.map((id): readonly [string, string] => [`${id}-files`, id]),
    ...(settings.edges ?? chain),
    [last, 'sink'] as const,
  ].map(([source, target, targetPort]) => ({ source, target, ...(targetPort === undefined ? {} : { targetPort }) }));
  return {
    format: 'millrace.pipeline',
    version: 1,
    name: 'stream',
    settings: { mode: 'streaming', timeZone: 'UTC' },
    nodes,
    edges,
  };
}
