/**
 * Runs one query, micro-batch by micro-batch (semantics 10 to 12). One batch:
 *
 *  1. ask each source how far there is new data, within its limits; nothing new and no clean-up due: an idle trigger
 *  2. log the offsets: from here on the batch is fixed and will be run with this range, whatever happens
 *  3. run it against the state, with the watermark that the batches before it have set
 *  4. save what it did to the state as a new version, hand the rows to the sink, move the watermark
 *  5. log the commit; only now make the new state the one in memory, and tell the sources
 *  6. report progress, then tidy up in the checkpoint
 *
 * A batch that is stopped or fails before step 5 counts for nothing: with a checkpoint it runs again, with the same rows for the sink.
 */
import type { Clock } from '../base/clock.ts';
import type { Diagnostic } from '../base/errors/diagnostic.ts';
import { CancelledError, EngineError, locate } from '../base/errors/engine-error.ts';
import type { BatchWork } from '../execution/figures/query-figures.ts';
import type { BatchObserver, BatchResult, NodeCounts, PhysicalQuery } from '../execution/physical-query.ts';
import type { Trigger } from '../plan/trigger.ts';
import type { Sink } from '../sinks/sink.ts';
import type { Offset, ReadLimit } from '../sources/source.ts';
import type { RowBatch } from '../types/row-batch.ts';
import type { FrozenConf, LoggedBatch, Recovery } from './batch-journal.ts';
import { BatchLaps } from './batch-laps.ts';
import { type ExecutionOptions, triggerFor } from './execution-options.ts';
import { frozenConf, heldSettings, watermarkPolicyIn } from './frozen-conf.ts';
import { IdleWaiters } from './idle-waiters.ts';
import { type PausedQuery, PauseGate } from './pause-gate.ts';
import { PhaseTimer } from './phase-timer.ts';
import type { StreamingQueryProgress, StreamingQueryStatus } from './progress.ts';
import { ProgressReporter } from './progress-reporter.ts';
import { QueryPosition, sameOffset } from './query-position.ts';
import { RunCounts } from './run-counts.ts';
import { runTriggers, type TriggerOutcome } from './trigger-executor.ts';

/** Hears what a running query does. Must not throw. */
export interface ExecutionListener {
  started?(execution: MicroBatchExecution): void;
  /** What people should know of how the query goes on from its checkpoint; after `started`. */
  found?(execution: MicroBatchExecution, finding: Diagnostic): void;
  /** After the rows of a batch are with the sink. */
  emitted?(execution: MicroBatchExecution, batchId: number, rows: RowBatch): void;
  /** `work` is what the batch that has just ended tells of its nodes; left out for an idle trigger. */
  progressed?(
    execution: MicroBatchExecution,
    progress: StreamingQueryProgress,
    counts: NodeCounts,
    work?: BatchWork,
  ): void;
  /** The query begins or ceases to wait between two batches; see `paused`. */
  pauseChanged?(execution: MicroBatchExecution): void;
  /** `error` is null after a clean stop and when a finite trigger has done all it had to. */
  terminated?(execution: MicroBatchExecution, error: EngineError | null): void;
}

export class MicroBatchExecution {
  readonly name: string | null;
  readonly runId: string;
  readonly query: PhysicalQuery;
  readonly sink: Sink;
  readonly isStreaming: boolean;
  readonly #options: ExecutionOptions;
  readonly #clock: Clock;
  readonly #listener: ExecutionListener;
  readonly #abort = new AbortController();
  readonly #counts: RunCounts;
  #id = '';
  readonly #timer: PhaseTimer;
  readonly #observer: BatchObserver;
  #message = 'Initializing StreamExecution';
  #isDataAvailable = false;
  #isTriggerActive = false;
  #exception: EngineError | null = null;
  #isActive = true;
  #batchesCompleted = 0;
  #terminated: Promise<void> | null = null;
  #reporter: ProgressReporter | null = null;
  /** Callers of `processAllAvailable`. */
  readonly #idleWaiters = new IdleWaiters();

  /** The trigger that is obeyed: the one asked for, unless a source cannot do what it needs. */
  #trigger: Trigger;
  #conf: FrozenConf = {};
  #areAligned = false;
  readonly #gate: PauseGate;
  /** The last batch that was finished. */
  #lastBatchId: number | null = null;
  #wasIdle = false;

  constructor(options: ExecutionOptions, listener: ExecutionListener = {}) {
    this.#options = options;
    this.#clock = options.clock;
    this.#listener = listener;
    this.name = options.name;
    this.runId = options.runId;
    this.query = options.query;
    this.sink = options.sink;
    this.isStreaming = options.isStreaming;
    this.#trigger = triggerFor(options);
    this.#counts = new RunCounts(options.query.nodeIds);
    this.#timer = new PhaseTimer(options.clock);
    this.#gate = new PauseGate(options.startPaused, () => this.#pauseChanged());
    this.#observer = {
      counting: (counts) => this.#counts.showRunning(counts),
      malformed: (nodeId, found) => this.#counts.noteMalformed(nodeId, found),
    };
  }

  /** The query's id, which a checkpoint keeps; empty until the checkpoint was read. */
  get id(): string {
    return this.#id;
  }

  get isActive(): boolean {
    return this.#isActive;
  }

  get status(): StreamingQueryStatus {
    return {
      message: this.#message,
      isDataAvailable: this.#isDataAvailable,
      isTriggerActive: this.#isTriggerActive,
    };
  }

  get exception(): EngineError | null {
    return this.#exception;
  }

  get lastProgress(): StreamingQueryProgress | null {
    return this.#reporter?.last ?? null;
  }

  /** Oldest first, at most 99. */
  get recentProgress(): readonly StreamingQueryProgress[] {
    return this.#reporter?.recent ?? [];
  }

  get batchesCompleted(): number {
    return this.#batchesCompleted;
  }

  /** Rows by node in all finished batches, the running one included while it runs. */
  get counts(): NodeCounts {
    return this.#counts.rows;
  }

  /** Records that did not fit their schema, by node. */
  get malformed(): RunCounts['malformed'] {
    return this.#counts.malformed;
  }

  /** Why the query waits; null while it goes on or has ended. */
  get paused(): PausedQuery | null {
    const { wait } = this.#gate;
    return wait === null ? null : { ...wait, batchId: this.#lastBatchId };
  }

  /** Lets the query wait behind the micro-batch that it is in; it keeps its place, its state and what sources hold for it. */
  pause(): void {
    this.#gate.shut();
  }

  /** Lets a query that waits go on. What is left of the time to its next trigger it waits all the same. */
  resume(): void {
    this.#gate.open();
  }

  /** Fires one trigger at once, whenever it would be due, and waits again: at most one micro-batch. Pauses a query that does not wait. */
  step(): void {
    this.#gate.step();
  }

  /** Starts the run. Resolves when it has ended, for whatever reason; see `exception`. Never rejects. */
  run(): Promise<void> {
    this.#terminated ??= this.#runToEnd();
    return this.#terminated;
  }

  /** Ends the run cleanly; a batch that is running leaves no trace. Resolves when all of it has stopped. */
  async stop(): Promise<void> {
    this.#abort.abort();
    await this.#terminated;
  }

  /**
   * Resolves once a look for new data that began after this call has found none and no clean-up was due, or when the run has
   * ended: Spark's `processAllAvailable`. Rejects with the run's failure.
   */
  async processAllAvailable(): Promise<void> {
    if (this.#isActive) await this.#idleWaiters.wait();
    if (this.#exception !== null) throw this.#exception;
  }

  async #runToEnd(): Promise<void> {
    try {
      const recovery = await this.#initialize();
      const position = new QueryPosition(this.query, recovery, watermarkPolicyIn(this.#conf));
      this.#listener.started?.(this);
      for (const finding of recovery.findings) this.#listener.found?.(this, finding);
      this.#lastBatchId = position.nextBatchId === 0 ? null : position.nextBatchId - 1;
      await runTriggers(this.#trigger, this.#clock, this.#abort.signal, () => this.#fire(position), this.#gate);
    } catch (error) {
      this.#failed(error);
    }
    for (const part of [...this.query.sources, this.sink]) {
      try {
        await part.stop?.();
      } catch (error) {
        this.#failed(error);
      }
    }
    await this.#options.journal.close();
    this.#counts.dropRunning();
    this.#isActive = false;
    this.#idleWaiters.end();
    this.#say(this.#exception === null ? 'Stopped' : `Terminated with exception: ${this.#exception.message}`);
    this.#isDataAvailable = false;
    this.#isTriggerActive = false;
    this.#listener.terminated?.(this, this.#exception);
  }

  async #initialize(): Promise<Recovery> {
    this.#say('Initializing sources');
    const { query, journal, sink, name, runId } = this.#options;
    for (const source of query.sources) await source.prepare();
    const recovery = await journal.open(query.sources, query.operatorStates, this.#abort.signal);
    const { queryId, nextBatchId, unfinished, conf } = recovery;
    this.#id = queryId;
    const asked = frozenConf(this.#options.watermarkPolicy);
    this.#conf = conf ?? asked;
    const held = heldSettings(this.#conf, asked, new Set(query.watermarkNodeIds).size);
    const isRerun = unfinished !== null;
    await sink.prepare?.({ hasCheckpoint: journal.isDurable, queryId, nextBatchId, isRerun });
    if (this.#trigger.type === 'available-now') for (const source of query.sources) await source.freeze();
    const hasWatermark = query.watermarkDelaysMs.length > 0 && this.isStreaming;
    this.#reporter = new ProgressReporter({ id: queryId, runId, name, sources: query.sources, sink, hasWatermark });
    return { ...recovery, findings: [...recovery.findings, ...held] };
  }

  async #fire(position: QueryPosition): Promise<TriggerOutcome> {
    const startedMs = this.#clock.now();
    this.#timer.start();
    this.#idleWaiters.triggerBegan();
    this.#isTriggerActive = true;
    try {
      const batch = position.unfinished ?? (await this.#planNext(position));
      this.#wasIdle = batch === null;
      if (batch === null) return this.#idle(position, startedMs);
      await this.#runBatch(position, batch, startedMs);
      if (this.#batchesCompleted === this.#options.maxBatches) return 'finished';
      return 'ran';
    } finally {
      this.#isTriggerActive = false;
      if (!this.#gate.isShut) this.#sayWaiting();
    }
  }

  #sayWaiting(): void {
    if (this.#trigger.type === 'processing-time' && this.#trigger.intervalMs > 0) this.#say('Waiting for next trigger');
  }

  #pauseChanged(): void {
    if (this.#gate.wait === null) this.#sayWaiting();
    else if (!this.#wasIdle) this.#say('Paused');
    this.#listener.pauseChanged?.(this);
  }

  #idle(position: QueryPosition, startedMs: number): TriggerOutcome {
    this.#say('Waiting for data to arrive');
    this.#isDataAvailable = false;
    const progress = this.#reporter?.report({
      startedMs,
      monotonicMs: this.#timer.startedMs,
      batchId: position.nextBatchId,
      ran: null,
      startOffsets: position.offsets,
      endOffsets: position.offsets,
      watermarkMs: position.watermarkMs,
      durationMs: () => this.#timer.finish(),
    });
    if (progress != null && this.#trigger.type !== 'available-now') {
      this.#listener.progressed?.(this, progress, Object.create(null) as NodeCounts);
    }
    this.#idleWaiters.foundNothing();
    const isDone = this.query.sources.every((source) => source.exhausted !== false);
    return this.#trigger.type === 'available-now' && isDone ? 'finished' : 'idle';
  }

  /** Before the first poll, sources that step together learn where all of them stand. */
  #alignSources(position: QueryPosition): void {
    this.#areAligned = true;
    const inStep = this.query.sources.map((source) => source.stepWith !== undefined);
    const offsets = position.offsets.filter((_, index) => inStep[index] === true);
    for (const source of this.query.sources) source.stepWith?.(offsets);
  }

  /** The next batch: new data, or state to clean up; null when there is neither (semantics 5.4). */
  async #planNext(position: QueryPosition): Promise<LoggedBatch | null> {
    const { query, journal, noDataMicroBatches = true } = this.#options;
    if (!this.#areAligned) this.#alignSources(position);
    const trigger = this.#trigger;
    const limit: ReadLimit = trigger.type === 'once' || !this.isStreaming ? 'unlimited' : 'configured';
    const endOffsets: (Offset | null)[] = [];
    let hasData = false;
    this.#timer.skip();
    for (const source of query.sources) {
      this.#say(`Getting offsets from ${source.description}`);
      const start = position.offsets[endOffsets.length] ?? null;
      const end = await source.latestOffset(start, limit);
      if (!sameOffset(end, start)) hasData = true;
      endOffsets.push(end);
      this.#timer.lap('latestOffset');
      this.#checkCancelled();
    }
    this.#isDataAvailable = hasData;
    const { watermarkMs, leftWatermarkMs } = position;
    const mayCleanUp = noDataMicroBatches && trigger.type !== 'once' && leftWatermarkMs !== null;
    if (!hasData && this.isStreaming && !(mayCleanUp && query.wantsNoDataBatch(leftWatermarkMs, watermarkMs))) {
      return null;
    }
    const timestampMs = this.#clock.now();
    const batch = { batchId: position.nextBatchId, endOffsets, watermarkMs, timestampMs, conf: this.#conf };
    this.#say('Writing offsets to log');
    this.#timer.skip();
    await journal.logOffsets(batch, query.sources);
    this.#timer.lap('walCommit');
    this.#say(hasData ? 'Processing new data' : 'No new data but cleaning up state');
    return batch;
  }

  async #runBatch(position: QueryPosition, batch: LoggedBatch, startedMs: number): Promise<void> {
    const { query, sink, journal } = this.#options;
    const timer = this.#timer;
    const startOffsets = position.offsets;
    timer.skip();
    const ranges = position.rangesOf(batch);
    timer.lap('getBatch');
    const plan = position.planOf(batch, ranges);
    timer.lap('queryPlanning');
    let result: BatchResult;
    const laps = new BatchLaps(this.#clock);
    try {
      result = await query.runBatch(plan, this.#observer, this.#abort.signal);
      laps.ran();
      await journal.saveState(batch.batchId, query.operatorStates, this.#abort.signal);
      laps.saved();
      const mode = this.isStreaming ? query.outputMode : 'complete';
      await sink.addBatch(batch.batchId, result.rows, mode, this.#abort.signal);
      laps.written();
      timer.lap('addBatch');
      position.moveWatermark(result.eventTimes);
      await journal.logCommit(batch.batchId, position.watermarkMs);
      timer.lap('commitOffsets');
    } catch (error) {
      this.#counts.dropRunning();
      query.abortState();
      throw locate(error, { batchId: batch.batchId });
    }
    query.commitState();
    for (const [index, source] of query.sources.entries()) {
      const end = batch.endOffsets[index] ?? null;
      if (end !== null) await source.commit(end);
    }
    position.advance(batch);
    this.#counts.finish(result.counts);
    this.#batchesCompleted++;
    this.#lastBatchId = batch.batchId;
    const { hits = [] } = result;
    if (hits.length > 0) this.#gate.met(hits);
    this.#listener.emitted?.(this, batch.batchId, result.rows);
    const progress = this.#reporter?.report({
      startedMs,
      monotonicMs: this.#timer.startedMs,
      batchId: batch.batchId,
      ran: { plan, result },
      startOffsets,
      endOffsets: batch.endOffsets,
      watermarkMs: batch.watermarkMs,
      durationMs: () => timer.finish(),
    });
    if (progress != null) {
      const work = laps.workOf(result, query.operatorStates, sink, timer.startedMs);
      this.#listener.progressed?.(this, progress, result.counts, work);
    }
    await journal.maintain(query.operatorStates, this.#abort.signal);
  }

  /** The first failure is the run's; being told to stop is none. */
  #failed(error: unknown): void {
    if (!(error instanceof CancelledError)) this.#exception ??= this.#describe(error);
  }

  #describe(error: unknown): EngineError {
    const at = { query: this.name ?? this.sink.nodeId };
    const located = locate(error, at);
    if (located instanceof EngineError) return located;
    const reason = error instanceof Error ? error.message : String(error);
    return new EngineError('EXE-102', { reason }, at, error);
  }

  #say(message: string): void {
    this.#message = message;
  }

  #checkCancelled(): void {
    if (this.#abort.signal.aborted) throw new CancelledError();
  }
}
