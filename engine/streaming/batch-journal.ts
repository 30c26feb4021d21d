import type { Diagnostic } from '../base/errors/diagnostic.ts';
import type { Offset, Source } from '../sources/source.ts';
import type { OperatorState } from '../state/state-table.ts';

/** A micro-batch as the offset log holds it: enough to run it again with the same result. */
export interface LoggedBatch {
  readonly batchId: number;
  /** One a source, in plan order; null while the source has given nothing. */
  readonly endOffsets: readonly (Offset | null)[];
  /** `W_N`: the watermark the batch was planned with. */
  readonly watermarkMs: number;
  /** The batch's own time, ms since 1970. */
  readonly timestampMs: number;
  readonly conf: FrozenConf;
}

/** Settings that a query keeps for all its life, by Spark's names for them, whatever it is started with later. */
export type FrozenConf = Readonly<Record<string, string>>;

/** Where a query goes on. */
export interface Recovery {
  /** The query's id: kept in the checkpoint, new where there is none. */
  readonly queryId: string;
  readonly nextBatchId: number;
  /** What the last finished batch read up to. */
  readonly startOffsets: readonly (Offset | null)[];
  /** The watermark that the next batch is planned with, and the one its late rows are judged by. */
  readonly watermarkMs: number;
  readonly lateWatermarkMs: number;
  /** A batch that was planned and not finished: it runs again, as it was planned, before anything else. */
  readonly unfinished: LoggedBatch | null;
  /** What the query's first start has settled; null where it has not started before. */
  readonly conf: FrozenConf | null;
  /** What people should know of how it goes on: warnings. */
  readonly findings: readonly Diagnostic[];
}

/**
 * What a query writes down so that it can go on after a stop, a crash or a power cut. Order of calls a batch: `logOffsets`
 * before it runs, `saveState` once it ran, then its rows go to the sink, `logCommit` when they are there, `maintain` last
 * (semantics 11.2).
 */
export interface BatchJournal {
  /** Whether anything is kept at all. */
  readonly isDurable: boolean;
  /**
   * Takes the place for this run alone, reads what is there and takes sources and state back to where they were. Throws
   * `EngineError` when it is in use, cannot be used, or belongs to another query.
   */
  open(sources: readonly Source[], states: readonly OperatorState[], signal: AbortSignal): Promise<Recovery>;
  logOffsets(batch: LoggedBatch, sources: readonly Source[]): Promise<void>;
  /** What the batch did to the state, which is not committed yet. */
  saveState(batchId: number, states: readonly OperatorState[], signal: AbortSignal): Promise<void>;
  logCommit(batchId: number, nextWatermarkMs: number): Promise<void>;
  /** Work that keeps a later start quick, between batches; given up when `signal` aborts. Loses nothing if it never ends. */
  maintain(states: readonly OperatorState[], signal: AbortSignal): Promise<void>;
  /** Gives the place back. Called once, last, also after an `open` that failed. Never rejects. */
  close(): Promise<void>;
}

/** Keeps nothing: a query without a checkpoint starts from the beginning each time. */
export class NoJournal implements BatchJournal {
  readonly isDurable = false;
  readonly #queryId: string;

  constructor(queryId: string) {
    this.#queryId = queryId;
  }

  async open(sources: readonly Source[]): Promise<Recovery> {
    return {
      queryId: this.#queryId,
      nextBatchId: 0,
      startOffsets: sources.map(() => null),
      watermarkMs: 0,
      lateWatermarkMs: 0,
      unfinished: null,
      conf: null,
      findings: [],
    };
  }

  async logOffsets(): Promise<void> {}
  async saveState(): Promise<void> {}
  async logCommit(): Promise<void> {}
  async maintain(): Promise<void> {}
  async close(): Promise<void> {}
}
