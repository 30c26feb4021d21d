import { DEFAULT_PORT, type PipelineDocument } from '../../engine/pipeline/document.ts';
import type { QuerySnapshot, RunSnapshot } from '../../engine/session-shapes.ts';

const rowsPerBatch = 2000;

/** A run that exists only as its figures: every sink's query moves a few thousand rows a second to the end. */
export class FakeRun {
  readonly #document: PipelineDocument;
  readonly #batches: number;
  readonly #runId: string;
  readonly #nextSequence: () => number;
  #batchesDone = 0;
  #stopped = false;

  constructor(document: PipelineDocument, batches: number, runId: string, nextSequence: () => number) {
    this.#document = document;
    this.#batches = batches;
    this.#runId = runId;
    this.#nextSequence = nextSequence;
  }

  /** One batch more. */
  step(): void {
    if (this.isActive) this.#batchesDone++;
  }

  stop(): void {
    this.#stopped = true;
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
      message: active ? 'Processing new data' : 'Stopped',
      isDataAvailable: active,
      isTriggerActive: active,
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
