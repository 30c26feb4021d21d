import type { RecordSink } from '../../source.ts';

/**
 * Turns the bytes of one file into records. The chunks come in order and may be cut anywhere; their bytes are not looked at
 * after `push` returns. Throws `EngineError` for a record that is too long and, in FAILFAST, for a malformed one.
 */
export interface RecordDecoder {
  push(bytes: Uint8Array, sink: RecordSink): void;
  /** The file is at its end. Called once, last. */
  end(sink: RecordSink): void;
}

/** Decodes single records that somebody else has framed. */
export interface LineDecoder {
  /**
   * `bytes[start, end)` is one line without its separator and without a byte-order mark; `line` counts from 1. A line of
   * white space gives no record, a top-level array one for each of its objects.
   */
  decodeLine(bytes: Uint8Array, start: number, end: number, path: string, line: number, sink: RecordSink): void;
}
