/**
 * The other side of the bridge without an app: for tests, and for the page in a plain browser. Files, preferences and
 * the clipboard live in memory; a run is only its figures.
 */
import type {
  EventName,
  EventPayload,
  RequestInput,
  RequestName,
  RequestOutput,
} from '../../electron/contract/channels.ts';
import type { Desktop } from '../../electron/contract/desktop.ts';
import type { SerializedError } from '../../electron/contract/reply.ts';
import type { OpenedDocument, Preferences } from '../../electron/contract/shapes.ts';
import { must } from '../../engine/base/assert.ts';
import type { Analysis, ColumnSummary, NodeAnalysis, WireColumns } from '../../engine/nodes/analysis.ts';
import type { NodeDescriptor } from '../../engine/nodes/descriptor.ts';
import { DEFAULT_PORT, type PipelineDocument, type PipelineNode } from '../../engine/pipeline/document.ts';
import type { CheckpointStatus, RunSnapshot } from '../../engine/session-shapes.ts';
import { fakeCatalogue, fakePipeline } from './fake-catalogue.ts';
import { FakeRun } from './fake-run.ts';

type Handlers = {
  readonly [Name in RequestName]: (input: RequestInput<Name>) => RequestOutput<Name> | Promise<RequestOutput<Name>>;
};

export interface FakeOptions {
  readonly catalogue?: readonly NodeDescriptor[];
  readonly preferences?: Partial<Preferences>;
  readonly locale?: string;
  /** What the window starts with; null for an empty one. */
  readonly initial?: OpenedDocument | null;
  /** Answers in place of the built-in ones. */
  readonly handlers?: Partial<Handlers>;
  readonly batches?: number;
  /** What the queries' checkpoints hold. */
  readonly checkpoints?: readonly CheckpointStatus[];
}

/** A refusal, as a handler of the fake throws it. */
export class FakeRefusal extends Error {
  readonly error: SerializedError;
  constructor(error: SerializedError) {
    super(error.message);
    this.error = error;
  }
}

export interface FakeDesktop extends Desktop {
  /** Every request in its order. */
  readonly requests: { readonly name: RequestName; readonly input: unknown }[];
  /** Files by path. */
  readonly files: Map<string, { text: string; fingerprint: string }>;
  clipboard: string;
  /** The last `document.autosave`. */
  autosaved: string | null;
  /** What `droppedPaths` answers with. */
  dropped: string[];
  /** Texts of versions by file, oldest first; each save adds one. */
  readonly versions: Map<string, string[]>;
  /** Pictures written, by path. */
  readonly pictures: Map<string, string>;
  /** Path that the next dialog answers with; null cancels. */
  dialogPath: string | null;
  /** Sends an event of the main process. */
  emit<Name extends EventName>(name: Name, payload: EventPayload<Name>): void;
}

const runStepMs = 100;
const fakeProgram = 'from pyspark.sql import SparkSession\n';

export function createFakeDesktop(options: FakeOptions = {}): FakeDesktop {
  const listeners = new Map<EventName, Set<(payload: never) => void>>();
  let preferences: Preferences = { theme: 'system', language: 'system', layout: {}, keys: {}, ...options.preferences };
  let run: FakeRun | null = null;
  let sequence = 0;
  let runs = 0;
  let timer: ReturnType<typeof setInterval> | undefined;
  let snapshot: RunSnapshot | null = null;
  let clockMs = 0;
  let writes = 0;

  const tell = (): RunSnapshot => {
    snapshot = must(run, 'a run was started').snapshot(clockMs);
    fake.emit('engine.snapshot', snapshot);
    return snapshot;
  };
  const steer = (how: (going: FakeRun) => void): RunSnapshot | null => {
    if (run === null) return null;
    how(run);
    return tell();
  };
  const openFile = (path: string, origin: OpenedDocument['origin']): OpenedDocument => {
    const file = fake.files.get(path);
    if (file === undefined) throw new FakeRefusal({ code: 'SHELL-404', message: `${path} is not there`, params: {} });
    return { text: file.text, path, basePath: null, fingerprint: file.fingerprint, origin, savedAtMs: null };
  };
  const writeFile = (path: string, text: string): { path: string; fingerprint: string } => {
    const fingerprint = `written ${++writes}`;
    fake.files.set(path, { text, fingerprint });
    fake.versions.set(path, [...(fake.versions.get(path) ?? []), text]);
    return { path, fingerprint };
  };

  const handlers: Handlers = {
    'app.info': () => ({ version: '0.1.0', platform: 'linux', locale: options.locale ?? 'en', runtimeNote: null }),
    'app.preferences.get': () => preferences,
    'app.preferences.set': (change) => {
      preferences = { ...preferences, ...(change as Partial<Preferences>) };
      return preferences;
    },
    'app.language': () => null,
    'app.open-external': () => null,
    'app.quit': () => null,
    'app.menu': () => null,
    'catalogue.get': () => [...(options.catalogue ?? fakeCatalogue)],
    'catalogue.functions': () => [
      { name: 'date_trunc', kind: 'scalar', signature: 'date_trunc(unit, timestamp)' },
      { name: 'sum', kind: 'aggregate', signature: 'sum(number)' },
      { name: 'upper', kind: 'scalar', signature: 'upper(text)' },
    ],
    'document.initial': () => (options.initial === undefined ? sample() : options.initial),
    'document.open': ({ recentPath }) => {
      const path = recentPath ?? fake.dialogPath;
      return path === null ? null : openFile(path, 'file');
    },
    'document.reload': ({ path }) => openFile(path, 'file'),
    'document.leave-recovered': sample,
    'document.open-sample': sample,
    'document.samples': () => [
      { id: 'lab5', name: 'Lab 5', kind: 'sample', text: fakePipeline },
      { id: 'templates/running-count', name: 'Running count', kind: 'template', text: fakePipeline },
    ],
    'document.save': ({ path, text, expectedFingerprint, overwrite }) => {
      const found = fake.files.get(path);
      if (overwrite !== true && found === undefined && expectedFingerprint !== null) return { outcome: 'missing' };
      if (overwrite !== true && found !== undefined && found.fingerprint !== expectedFingerprint)
        return { outcome: 'conflict' };
      return { outcome: 'saved', ...writeFile(path, text) };
    },
    'document.save-as': ({ text }) => (fake.dialogPath === null ? null : { ...writeFile(fake.dialogPath, text), text }),
    'document.recent': () => [...fake.files.keys()].map((path) => ({ path, name: path.replace(/^.*\//, '') })),
    'document.clear-recent': () => null,
    'document.autosave': ({ text }) => {
      fake.autosaved = text;
      return null;
    },
    'document.import': () =>
      fake.dialogPath === null
        ? null
        : { ...openFile(fake.dialogPath, 'import'), path: null, basePath: fake.dialogPath, fingerprint: null },
    'document.dropped': ({ path }) => {
      if (path.endsWith('.millrace.json')) return { kind: 'pipeline', document: openFile(path, 'file') };
      const format = (['json', 'csv', 'parquet'] as const).find((ending) => path.endsWith(`.${ending}`));
      if (format !== undefined) return { kind: 'data', path, format };
      throw new FakeRefusal({ code: 'SHELL-023', message: `${path} is no data`, params: { path } });
    },
    'document.versions': ({ path }) =>
      (fake.versions.get(path) ?? [])
        .map((text, index) => ({
          id: String(index),
          savedAtMs: index * 60_000,
          fingerprint: `written ${index}`,
          bytes: text.length,
        }))
        .reverse(),
    'document.version': ({ path, id }) => ({ text: fake.versions.get(path)?.[Number(id)] ?? '' }),
    'document.export-picture': ({ data }) => {
      if (fake.dialogPath === null) return null;
      fake.pictures.set(fake.dialogPath, data);
      return { path: fake.dialogPath };
    },
    'document.state': () => null,
    'document.pick-path': () => fake.dialogPath,
    'clipboard.read': () => fake.clipboard,
    'clipboard.write': ({ text }) => {
      fake.clipboard = text;
      return null;
    },
    'engine.analyze': ({ document }) => analyze(document as unknown as PipelineDocument),
    'engine.explain': () => '',
    'engine.pyspark': () => ({ outcome: 'written', program: { text: fakeProgram, lines: [] } }),
    'engine.export-pyspark': () =>
      fake.dialogPath === null
        ? { outcome: 'cancelled' }
        : { outcome: 'saved', path: writeFile(fake.dialogPath, fakeProgram).path },
    'engine.checkpoints': () => [...(options.checkpoints ?? [])],
    'engine.run': ({ document, startPaused, breakpoints }) => {
      clearInterval(timer);
      run = new FakeRun(
        document as unknown as PipelineDocument,
        options.batches ?? 50,
        `run-${++runs}`,
        () => ++sequence,
        { startPaused, breakpoints },
      );
      timer = setInterval(() => {
        clockMs += runStepMs;
        must(run, 'a run was started').tick();
        if (!tell().isActive) clearInterval(timer);
      }, runStepMs);
      return tell();
    },
    'engine.infer-schema': ({ format = 'json', fields }) => ({
      format,
      options: {},
      fields: [
        { name: 'time', type: 'bigint', nullable: true, alternatives: ['timestamp', 'double', 'string'] },
        { name: 'action', type: 'string', nullable: true, alternatives: [] },
      ].map((field) => ({ ...field, type: fields?.find(({ name }) => name === field.name)?.type ?? field.type })),
      rows: [[1469491200, 'Open']],
      sampledFiles: 1,
      sampledRows: 1,
      isComplete: true,
      findings: [],
    }),
    'engine.rename-column': () => ({ edits: [], findings: [] }),
    'engine.pause': () => steer((going) => going.pause()),
    'engine.resume': () => steer((going) => going.resume()),
    'engine.step': () => steer((going) => going.step()),
    'engine.check-breakpoints': () => [],
    'engine.set-breakpoints': (breakpoints) => {
      run?.setBreakpoints(breakpoints);
      return null;
    },
    'engine.peek': (request) => run?.peek(request) ?? null,
    'engine.stop': () => {
      clearInterval(timer);
      run?.stop();
      if (run !== null) tell();
      return null;
    },
    'engine.snapshot': () => snapshot,
    'engine.watch': ({ isWatched }) => (isWatched ? snapshot : null),
    'engine.recent-progress': () => [],
    'engine.tables': () =>
      snapshot === null
        ? []
        : snapshot.queries.map(({ query, batchesCompleted }) => ({
            name: query,
            columns: [
              { name: 'action', type: 'string' },
              { name: 'window', type: 'struct<start:timestamp,end:timestamp>' },
              { name: 'count', type: 'bigint' },
            ],
            rowCount: batchesCompleted * 2,
            batchId: batchesCompleted - 1,
          })),
    'engine.sql': ({ sql }) => ({
      sql,
      columns: [
        { name: 'action', type: 'string' },
        { name: 'time', type: 'string' },
        { name: 'count', type: 'bigint' },
      ],
      rows: Array.from({ length: 52 }, (_, hour) => [
        hour % 2 === 0 ? 'Close' : 'Open',
        `Jul-26 ${String(Math.floor(hour / 2) % 24).padStart(2, '0')}:00`,
        900 + ((hour * 37) % 200),
      ]),
      truncated: false,
    }),
    ...options.handlers,
  };

  const fake: FakeDesktop = {
    requests: [],
    files: new Map(),
    clipboard: '',
    autosaved: null,
    dialogPath: null,
    dropped: [],
    versions: new Map(),
    pictures: new Map(),
    droppedPaths: () => [...fake.dropped],
    async request(name, input) {
      fake.requests.push({ name, input });
      try {
        const handler = handlers[name] as (input: unknown) => unknown;
        return { ok: true, value: structuredClone(await handler(input)) as RequestOutput<typeof name> };
      } catch (thrown) {
        if (thrown instanceof FakeRefusal) return { ok: false, error: thrown.error };
        return { ok: false, error: { code: 'SHELL-500', message: String(thrown), params: {} } };
      }
    },
    on(name, listener) {
      const known = listeners.get(name) ?? new Set();
      known.add(listener as (payload: never) => void);
      listeners.set(name, known);
      return () => known.delete(listener as (payload: never) => void);
    },
    emit(name, payload) {
      for (const listener of listeners.get(name) ?? [])
        (listener as (payload: unknown) => void)(structuredClone(payload));
    },
  };
  return fake;
}

function sample(): OpenedDocument {
  const basePath = '/samples/lab5.millrace.json';
  return { text: fakePipeline, path: null, basePath, fingerprint: null, origin: 'sample', savedAtMs: null };
}

/** Columns as far as they follow from the configs alone; sources first, however the nodes are listed. */
function analyze(document: PipelineDocument): Analysis {
  const nodes = new Map<string, NodeAnalysis>();
  const visit = (node: PipelineNode, above: ReadonlySet<string>): readonly ColumnSummary[] | null => {
    const known = nodes.get(node.id);
    if (known !== undefined) return known.output;
    const inputs: Record<string, readonly ColumnSummary[] | null> = {};
    const wires: WireColumns[] = [];
    for (const edge of document.edges.filter((each) => each.target === node.id)) {
      const source = document.nodes.find((each) => each.id === edge.source);
      const isOpen = source === undefined || above.has(source.id);
      const port = edge.targetPort ?? DEFAULT_PORT;
      const columns = isOpen ? null : visit(source, new Set([...above, node.id]));
      inputs[port] ??= columns;
      wires.push({ source: edge.source, port, columns });
    }
    const columns = Object.values(inputs).flatMap((each) => each ?? []);
    const output = outputOf(node, columns.length === 0 ? null : columns);
    nodes.set(node.id, { inputs, wires, output, spark: `# ${node.kind}` });
    return output;
  };
  for (const node of document.nodes) visit(node, new Set());
  return { diagnostics: [], nodes: Object.fromEntries(nodes), queries: [] };
}

function outputOf(node: PipelineNode, input: readonly ColumnSummary[] | null): readonly ColumnSummary[] | null {
  if (Array.isArray(node.config.fields)) {
    const fields = node.config.fields as { name?: unknown; type?: unknown }[];
    return fields.map((field) => ({
      name: String(field.name ?? ''),
      type: String(field.type ?? 'string'),
      nullable: true,
    }));
  }
  if (node.kind.endsWith('-sink') || node.kind === 'file-source') return null;
  if (node.kind !== 'window' || input === null) return input;
  return [...input, { name: 'window', type: 'struct<start:timestamp,end:timestamp>', nullable: false }];
}
