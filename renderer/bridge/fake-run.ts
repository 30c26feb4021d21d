import { DEFAULT_PORT, type PipelineDocument } from '../../engine/pipeline/document.ts';
import type {
  Breakpoint,
  PeekedRows,
  PeekRequest,
  QueryPause,
  QuerySnapshot,
  RunSnapshot,
} from '../../engine/session-shapes.ts';

const rowsPerBatch = 2000;
/** Rows that meet a breakpoint in each batch, whatever its condition. */
const hitsPerBatch = 12;

export interface FakeRunOptions {
  readonly startPaused?: boolean | undefined;
  readonly breakpoints?: readonly Breakpoint[] | undefined;
}

/** A run that exists only as its figures: every sink's query moves a few thousand rows a second to the end. */
export class FakeRun {
  readonly #document: PipelineDocument;
  readonly #batches: number;
  readonly #runId: string;
  readonly #nextSequence: () => number;
  #batchesDone = 0;
  #stopped = false;
  #pause: QueryPause | null;
  #breakpoints: readonly Breakpoint[];

  constructor(
    document: PipelineDocument,
    batches: number,
    runId: string,
    nextSequence: () => number,
    { startPaused = false, breakpoints = [] }: FakeRunOptions = {},
  ) {
    this.#pause = startPaused ? { reason: 'asked', batchId: null, hits: [] } : null;
    this.#breakpoints = breakpoints;
    this.#document = document;
    this.#batches = batches;
    this.#runId = runId;
    this.#nextSequence = nextSequence;
  }

  /** One batch more, unless the run waits. */
  tick(): void {
    if (this.#pause === null) this.#runBatch();
  }

  pause(): void {
    this.#pause ??= this.#asked();
  }

  resume(): void {
    this.#pause = null;
  }

  step(): void {
    if (this.#pause !== null) this.#runBatch();
    this.#pause ??= this.#asked();
    if (this.#pause.reason === 'asked') this.#pause = this.#asked();
  }

  setBreakpoints(breakpoints: readonly Breakpoint[]): void {
    this.#breakpoints = breakpoints;
  }

  /** A few rows that tell their place; null where the document has no such node or breakpoint. */
  peek({ nodeId, breakpointId, limit }: PeekRequest): PeekedRows | null {
    const met = this.#breakpoints.find(({ id }) => id === breakpointId);
    const found = this.#document.nodes.find(({ id }) => id === (met?.source ?? nodeId));
    const sink = this.#document.nodes.find(({ kind }) => kind.endsWith('-sink'));
    if (found === undefined || sink === undefined) return null;
    const total = this.#batchesDone === 0 ? 0 : met === undefined ? rowsPerBatch : hitsPerBatch;
    const shown = Math.min(limit, total);
    return {
      nodeId: found.id,
      sinkNodeId: sink.id,
      batchId: this.#lastBatchId,
      columns: [
        { name: 'time', type: 'timestamp', nullable: true, watermarkMs: 600_000 },
        { name: 'action', type: 'string', nullable: true },
        { name: 'n', type: 'bigint', nullable: false },
      ],
      rows: Array.from({ length: shown }, (_, at) => {
        const n = this.#batchesDone * total - shown + at;
        return [
          `2016-07-26T02:${String(Math.floor(n / 60) % 60).padStart(2, '0')}:00Z`,
          n % 2 === 0 ? 'Open' : 'Close',
          n,
        ];
      }),
      late: Array.from({ length: shown }, (_, at) => at % 17 === 0),
      total,
    };
  }

  stop(): void {
    this.#stopped = true;
    this.#pause = null;
  }

  get #lastBatchId(): number | null {
    return this.#batchesDone === 0 ? null : this.#batchesDone - 1;
  }

  #runBatch(): void {
    if (!this.isActive) return;
    this.#batchesDone++;
    const hits = this.#breakpoints.map(({ id }) => ({ breakpointId: id, rows: hitsPerBatch }));
    if (hits.length > 0) this.#pause = { reason: 'breakpoint', batchId: this.#lastBatchId, hits };
    else if (this.#pause !== null) this.#pause = this.#asked();
    if (!this.isActive) this.#pause = null;
  }

  #asked(): QueryPause {
    return { reason: 'asked', batchId: this.#lastBatchId, hits: [] };
  }

  get isActive(): boolean {
    return !this.#stopped && this.#batchesDone < this.#batches;
  }

  snapshot(atMs: number): RunSnapshot {
    const sinks = this.#document.nodes.filter((node) => node.kind.endsWith('-sink'));
    const queries = sinks.map((sink): QuerySnapshot => this.#query(sink.id, String(sink.config.queryName ?? sink.id)));
    return { sequence: this.#nextSequence(), atMs, runId: this.#runId, isActive: this.isActive, queries };
  }

  #query(sinkId: string, name: string): QuerySnapshot {
    const rows = this.#batchesDone * rowsPerBatch;
    const active = this.isActive;
    const status = {
      message: active ? (this.#pause === null ? 'Processing new data' : 'Paused') : 'Stopped',
      isDataAvailable: active,
      isTriggerActive: active && this.#pause === null,
    };
    return {
      query: name,
      id: `id-${sinkId}`,
      runId: `${this.#runId}-${sinkId}`,
      sinkNodeId: sinkId,
      isStreaming: this.#document.settings.mode === 'streaming',
      isActive: active,
      status,
      lastProgress: this.#batchesDone === 0 ? null : this.#progress(sinkId, name),
      batchesCompleted: this.#batchesDone,
      filesRead: this.#batchesDone,
      exception: null,
      nodes: Object.fromEntries([...this.#upstream(sinkId)].map((id) => [id, this.#rowsOf(id, rows)])),
      malformed: {},
      consoleText: null,
      pause: this.#pause,
      figures: {},
    };
  }

  #rowsOf(id: string, rows: number): { in: number; out: number } {
    const kind = this.#document.nodes.find((node) => node.id === id)?.kind ?? '';
    if (kind.endsWith('-source')) return { in: 0, out: rows };
    if (kind === 'group-by') return { in: rows, out: this.#batchesDone * 52 };
    if (kind.endsWith('-sink')) return { in: this.#batchesDone * 52, out: 0 };
    return { in: rows, out: rows };
  }

  #upstream(sinkId: string): ReadonlySet<string> {
    const found = new Set([sinkId]);
    const waiting = [sinkId];
    for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
      for (const edge of this.#document.edges) {
        if (edge.target !== at || found.has(edge.source) || (edge.targetPort ?? DEFAULT_PORT) === '') continue;
        found.add(edge.source);
        waiting.push(edge.source);
      }
    }
    return found;
  }

  #progress(sinkId: string, name: string): NonNullable<QuerySnapshot['lastProgress']> {
    const rates = { inputRowsPerSecond: 18_181.8, processedRowsPerSecond: 25_316.4 };
    return {
      id: `id-${sinkId}`,
      runId: `${this.#runId}-${sinkId}`,
      name,
      timestamp: '2026-01-05T10:00:00.000Z',
      batchId: this.#batchesDone - 1,
      batchDuration: 79,
      numInputRows: rowsPerBatch,
      ...rates,
      durationMs: {
        addBatch: 51,
        commitOffsets: 6,
        getBatch: 2,
        latestOffset: 5,
        queryPlanning: 3,
        triggerExecution: 79,
        walCommit: 8,
      },
      eventTime: { watermark: '2016-07-26T02:45:07.000Z' },
      stateOperators: [
        {
          operatorName: 'stateStoreSave',
          numRowsTotal: this.#batchesDone * 2,
          numRowsUpdated: 4,
          allUpdatesTimeMs: 3,
          numRowsRemoved: 0,
          allRemovalsTimeMs: 0,
          commitTimeMs: 4,
          memoryUsedBytes: 18_944,
          numRowsDroppedByWatermark: 0,
          numShufflePartitions: 1,
          numStateStoreInstances: 1,
        },
      ],
      sources: [
        {
          description: 'FileStreamSource',
          startOffset: null,
          endOffset: null,
          latestOffset: null,
          numInputRows: rowsPerBatch,
          ...rates,
        },
      ],
      sink: { description: 'MemorySink', numOutputRows: 52 },
    };
  }
}
