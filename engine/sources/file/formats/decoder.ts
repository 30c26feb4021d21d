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

/** Decodes the lines of one file that somebody else has framed. Every record is a line. */
export interface FileLines {
  /** Whether the file's header is still to come: until then every line is for the decoder, in order. */
  readonly isHeaderDue: boolean;
  /**
   * `bytes[start, end)` is one line without its separator and without a byte-order mark; `line` counts from 1. Lines may be left
   * out. One gives no record (white space, in JSON and CSV), one, or several (the objects of an array).
   */
  decodeLine(bytes: Uint8Array, start: number, end: number, line: number, sink: RecordSink): void;
}

/** The same for the files of a source, one after another. */
export interface LineDecoder extends Pick<FileLines, 'isHeaderDue'> {
  /**
   * A file begins; needed where lines of one path come again.
   *
   * @param isAtStart whether its lines come from the first one on, so that a header is to be expected
   */
  startFile(path: string, isAtStart: boolean): void;
  /** As `FileLines.decodeLine`. */
  decodeLine(bytes: Uint8Array, start: number, end: number, path: string, line: number, sink: RecordSink): void;
}
