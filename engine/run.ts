import type { Clock } from './base/clock.ts';
import { type Diagnostic, diagnostic } from './base/errors/diagnostic.ts';
import type { EngineError } from './base/errors/engine-error.ts';
import { type BatchWork, QueryFigures } from './execution/figures/query-figures.ts';
import type { NodeCounts } from './execution/physical-query.ts';
import { wireNotFound } from './execution/taps/breakpoint-condition.ts';
import type { Breakpoint, PeekedRows, PeekRequest, QuerySnapshot, RunListener, RunSnapshot } from './session-shapes.ts';
import type { FileBackedSource } from './sources/file-slice.ts';
import type { Offset, Source } from './sources/source.ts';
import type { ExecutionListener, MicroBatchExecution } from './streaming/micro-batch-execution.ts';
import type { StreamingQueryProgress } from './streaming/progress.ts';
import { rowToJsonObject } from './types/json-value.ts';
import { type RowBatch, rowsOf } from './types/row-batch.ts';

/** Characters of a console sink's output that a snapshot carries. */
const consoleTextMax = 8_000;

interface RunningQuery {
  readonly sinkNodeId: string;
  readonly execution: MicroBatchExecution;
  filesRead: number;
  consoleText: string;
  /** How many findings of its sources were told, by source. */
  readonly told: Map<Source, number>;
  readonly figures: QueryFigures;
}

/** The queries of one document while they run and after; turns what they do into the JSON shapes that hosts get. */
export class EngineRun implements ExecutionListener {
  readonly #runId: string;
  readonly #clock: Clock;
  readonly #listener: RunListener;
  readonly #queries: RunningQuery[] = [];
  #ended: Promise<void> = Promise.resolve();
  #sequence = 0;

  constructor(runId: string, clock: Clock, listener: RunListener) {
    this.#runId = runId;
    this.#clock = clock;
    this.#listener = listener;
  }

  /** Takes a query in, before `start`; `sinkNodeId` is the node that its rows end in. */
  add(sinkNodeId: string, execution: MicroBatchExecution): void {
    this.#queries.push({
      sinkNodeId,
      execution,
      filesRead: 0,
      consoleText: '',
      told: new Map(),
      figures: new QueryFigures(),
    });
  }

  /** Starts all queries; resolves when all have ended. */
  start(): Promise<void> {
    this.#ended = Promise.all(this.#queries.map(({ execution }) => execution.run())).then(() => undefined);
    return this.#ended;
  }

  /** Resolves when no query is active any more, however they ended. */
  awaitTermination(): Promise<void> {
    return this.#ended;
  }

  /** Stops all queries; resolves when all have ended. */
  async stop(): Promise<void> {
    await Promise.all(this.#queries.map(({ execution }) => execution.stop()));
  }

  /** Every query waits behind the micro-batch that it is in. */
  pause(): void {
    for (const { execution } of this.#queries) execution.pause();
  }

  /** Queries that wait go on. */
  resume(): void {
    for (const { execution } of this.#queries) execution.resume();
  }

  /** Queries that wait run one micro-batch and wait again; those that go on wait behind theirs. */
  step(): void {
    for (const { execution } of this.#queries) execution.step();
  }

  /**
   * Replaces all breakpoints, from the next batch of each query on. Throws `EngineError` EXE-210 to EXE-213 where one cannot be; then
   * nothing changes.
   */
  setBreakpoints(breakpoints: readonly Breakpoint[]): void {
    const looks = this.#queries.map(({ execution }) => execution.query.looks);
    const known = new Set(looks.flatMap((look) => look.check(breakpoints)));
    const lost = breakpoints.find((breakpoint) => !known.has(breakpoint));
    if (lost !== undefined) throw wireNotFound(lost);
    for (const look of looks) look.setBreakpoints(breakpoints);
  }

  /** The rows of a place; null where no query of the run goes through it. */
  async peek({ sinkNodeId, ...request }: PeekRequest, signal: AbortSignal): Promise<PeekedRows | null> {
    let first: PeekedRows | null = null;
    for (const query of this.#queries) {
      if (sinkNodeId !== undefined && query.sinkNodeId !== sinkNodeId) continue;
      const seen = await query.execution.query.looks.peek(request, signal);
      if (seen === null) continue;
      first ??= { ...seen, sinkNodeId: query.sinkNodeId };
      // A breakpoint that several queries share is looked at where it was met.
      if (request.breakpointId === undefined) return first;
      if (seen.total > 0) return { ...seen, sinkNodeId: query.sinkNodeId };
    }
    return first;
  }

  /** Whether a query of this name still runs; letter case counts nothing. */
  isActiveQuery(name: string | null): boolean {
    return this.#queries.some(
      ({ execution }) => execution.isActive && name !== null && execution.name?.toLowerCase() === name.toLowerCase(),
    );
  }

  /** Whether the query that ends in this sink still runs. */
  isActiveSink(sinkNodeId: string): boolean {
    return this.#queries.some((query) => query.sinkNodeId === sinkNodeId && query.execution.isActive);
  }

  /** The last reports of a query, oldest first; empty for a name that no query has. */
  recentProgress(query: string): readonly StreamingQueryProgress[] {
    return this.#queries.find((running) => nameOf(running.execution) === query)?.execution.recentProgress ?? [];
  }

  /** How all queries stand now. */
  snapshot(): RunSnapshot {
    const queries = this.#queries.map((running) => snapshotOf(running));
    return {
      sequence: this.#sequence++,
      atMs: this.#clock.monotonic(),
      runId: this.#runId,
      isActive: queries.some((query) => query.isActive),
      queries,
    };
  }

  /** Takes what a console sink prints. */
  printed(sinkNodeId: string, text: string): void {
    const running = this.#queries.find((query) => query.sinkNodeId === sinkNodeId);
    if (running !== undefined) running.consoleText = (running.consoleText + text).slice(-consoleTextMax);
    this.#listener.printed?.(text);
  }

  started(execution: MicroBatchExecution): void {
    const { id, runId } = execution;
    this.#listener.queryStarted?.({ query: nameOf(execution), id, runId, sink: execution.sink.nodeId });
  }

  found(_execution: MicroBatchExecution, finding: Diagnostic): void {
    this.#listener.found?.(finding);
  }

  emitted(execution: MicroBatchExecution, batchId: number, rows: RowBatch): void {
    if (this.#listener.emit === undefined) return;
    const { outputMode, outputSchema } = execution.query;
    const objects = rowsOf(rows).map((row) => rowToJsonObject(row, outputSchema));
    this.#listener.emit({ query: nameOf(execution), batchId, outputMode, rows: objects });
  }

  progressed(
    execution: MicroBatchExecution,
    progress: StreamingQueryProgress,
    counts: NodeCounts,
    work?: BatchWork,
  ): void {
    const running = this.#queries.find((query) => query.execution === execution);
    if (running !== undefined) {
      if (work !== undefined) running.figures.finish(work);
      running.filesRead += filesIn(progress, execution.query.sources);
      this.#tellFindings(running);
    }
    this.#listener.progress?.({ query: nameOf(execution), progress, nodes: counts });
  }

  #tellFindings({ execution, told }: RunningQuery): void {
    for (const source of execution.query.sources) {
      const findings = source.findings ?? [];
      for (const { code, params, setting, severity } of findings.slice(told.get(source) ?? 0)) {
        this.#listener.found?.(diagnostic(code, { nodeId: source.nodeId, setting }, params, severity));
      }
      told.set(source, findings.length);
    }
  }

  pauseChanged(execution: MicroBatchExecution): void {
    this.#listener.pauseChanged?.({ query: nameOf(execution), pause: execution.paused });
  }

  terminated(execution: MicroBatchExecution, error: EngineError | null): void {
    this.#listener.queryTerminated?.({
      query: nameOf(execution),
      exception: error === null ? null : describe(error),
    });
  }
}

/** A query's name, or its sink's node id where it has none. */
function nameOf(execution: MicroBatchExecution): string {
  return execution.name ?? execution.sink.nodeId;
}

function snapshotOf(running: RunningQuery): QuerySnapshot {
  const { execution, sinkNodeId, filesRead, consoleText, figures } = running;
  return {
    query: nameOf(execution),
    id: execution.id,
    runId: execution.runId,
    sinkNodeId,
    isStreaming: execution.isStreaming,
    isActive: execution.isActive,
    status: execution.status,
    lastProgress: execution.lastProgress,
    batchesCompleted: execution.batchesCompleted,
    filesRead: execution.query.sources.some(isFileBacked) ? filesRead : null,
    exception: execution.exception === null ? null : describe(execution.exception),
    nodes: execution.counts,
    malformed: Object.fromEntries(execution.malformed),
    consoleText: consoleText === '' ? null : consoleText,
    pause: execution.paused,
    figures: figures.byNode,
  };
}

/** Files that a finished batch read, over all file sources. */
function filesIn(progress: StreamingQueryProgress, sources: readonly Source[]): number {
  return sources.reduce((sum, source, index) => {
    const { startOffset, endOffset } = progress.sources[index] ?? { startOffset: null, endOffset: null };
    if (!isFileBacked(source) || endOffset === null || startOffset === endOffset) return sum;
    return sum + source.files(startOffset as Offset | null, endOffset as Offset).length;
  }, 0);
}

function isFileBacked(source: Source): source is FileBackedSource {
  return 'files' in source;
}

/** A run-time error in the shape of a diagnostic, so that hosts show both alike. */
function describe(error: EngineError): Diagnostic {
  return diagnostic(error.code, { nodeId: error.at.nodeId, setting: error.at.setting }, error.params);
}
