import type { Source } from './source.ts';

/** One file of a source's log, as a checkpoint keeps it (semantics 1.6). `batchId` is the offset that it belongs to. */
export interface SourceLogEntry {
  readonly path: string;
  /** When the file was changed last, ms since 1970. */
  readonly timestamp: number;
  readonly batchId: number;
  /** Bytes of it when it was listed: these are read, however long it is by then. Spark has no such field. */
  readonly size?: number | undefined;
  /** Its number on its disk. Spark has no such field. */
  readonly inode?: number | undefined;
}

/** A source whose offsets mean something only together with a log, which a checkpoint must keep. */
export interface LoggedSource extends Source {
  /** Everything taken at offset `from` and later, by the offset that it belongs to. JSON-safe. */
  exportLog(from?: number): readonly SourceLogEntry[];
  /**
   * Goes on where a saved log ends, one of Spark's too. Called after `prepare` and before `latestOffset`. Throws `EngineError`
   * for what is no log of this source.
   */
  restoreLog(entries: readonly SourceLogEntry[]): void;
}
