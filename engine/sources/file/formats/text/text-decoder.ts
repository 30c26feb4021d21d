import type { RecordSink } from '../../../source.ts';
import type { FileLines, RecordDecoder } from '../decoder.ts';
import { type Decoding, newRow, separatorBytes, tooLongIn } from '../decoding.ts';
import { LineFramer } from '../line-framer.ts';
import { WholeFile, withoutByteOrderMark } from '../whole-file.ts';

/** Decoders for plain text: a row a line (empty lines too) or, with `wholetext`, a row a file, in the one data column. */
export function textDecoders(decoding: Decoding): (path: string) => RecordDecoder {
  return decoding.options.wholeText
    ? (path) => new WholeTextDecoder(decoding, path)
    : (path) => new TextLinesDecoder(decoding, path);
}

/** A decoder for lines of text that somebody else has framed. */
export function textFileLines(decoding: Decoding): FileLines {
  return {
    isHeaderDue: false,
    decodeLine: (bytes, start, end, _, sink) =>
      emit(decoding, Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), start, end, sink),
  };
}

function emit(decoding: Decoding, bytes: Buffer, start: number, end: number, sink: RecordSink): void {
  const row = newRow(decoding);
  const column = decoding.columns[0];
  if (column?.isRequired) row[column.index] = bytes.toString('utf8', start, end);
  sink.record(row);
}

class TextLinesDecoder implements RecordDecoder {
  readonly #decoding: Decoding;
  readonly #framer: LineFramer;

  constructor(decoding: Decoding, path: string) {
    this.#decoding = decoding;
    this.#framer = new LineFramer(separatorBytes(decoding), tooLongIn(decoding, path));
  }

  push(bytes: Uint8Array, sink: RecordSink): void {
    this.#framer.push(bytes, (line, start, end) => emit(this.#decoding, line, start, end, sink));
  }

  end(sink: RecordSink): void {
    this.#framer.end((line, start, end) => emit(this.#decoding, line, start, end, sink));
  }
}

class WholeTextDecoder implements RecordDecoder {
  readonly #decoding: Decoding;
  readonly #file: WholeFile;

  constructor(decoding: Decoding, path: string) {
    this.#decoding = decoding;
    this.#file = new WholeFile(tooLongIn(decoding, path));
  }

  push(bytes: Uint8Array): void {
    this.#file.push(bytes);
  }

  end(sink: RecordSink): void {
    const bytes = withoutByteOrderMark(this.#file.take());
    emit(this.#decoding, bytes, 0, bytes.length, sink);
  }
}
