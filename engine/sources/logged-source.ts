import type { Source } from './source.ts';

/** One file of a source's log, as a checkpoint keeps it (semantics 1.6). `batchId` is the offset that it belongs to. */
export interface SourceLogEntry {
  readonly path: string;
  /** When the file was changed last, ms since 1970. */
  readonly timestamp: number;
  readonly batchId: number;
}

/** A source whose offsets mean something only together with a log, which a checkpoint must keep. */
export interface LoggedSource extends Source {
  /** Everything taken at offset `from` and later, by the offset that it belongs to. JSON-safe. */
  exportLog(from?: number): readonly SourceLogEntry[];
  /** Goes on where a saved log ends. Called before `latestOffset`. Throws `EngineError` for what is no such log. */
  restoreLog(entries: readonly SourceLogEntry[]): void;
}
