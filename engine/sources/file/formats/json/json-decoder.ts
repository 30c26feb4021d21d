import type { RecordSink } from '../../../source.ts';
import type { FileLines, RecordDecoder } from '../decoder.ts';
import { type Decoding, separatorBytes, tooLongIn } from '../decoding.ts';
import { LineFramer } from '../line-framer.ts';
import { WholeFile } from '../whole-file.ts';
import { JsonRecordReader } from './json-record-reader.ts';

/** Decoders for JSON files: a record a line or, with `multiLine`, a record a file. */
export function jsonDecoders(decoding: Decoding): (path: string) => RecordDecoder {
  const records = new JsonRecords(decoding);
  return decoding.options.multiLine
    ? (path) => new JsonFileDecoder(decoding, records, path)
    : (path) => new JsonLinesDecoder(decoding, records, path);
}

/** Decoders for the lines of JSON files that somebody else has framed. */
export function jsonFileLines(decoding: Decoding): (path: string) => FileLines {
  const records = new JsonRecords(decoding);
  return (path) => ({
    isHeaderDue: false,
    decodeLine: (bytes, start, end, line, sink) =>
      records.decode(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), start, end, path, line, sink),
  });
}

/** Reads framed records and hands them on, the malformed ones by the parse mode. */
class JsonRecords {
  readonly #decoding: Decoding;
  readonly #reader: JsonRecordReader;

  constructor(decoding: Decoding) {
    this.#decoding = decoding;
    this.#reader = new JsonRecordReader(
      decoding.columns.filter(({ isRequired }) => isRequired),
      decoding.settings.schema.length,
      decoding.options.json,
      decoding.dates,
    );
  }

  decode(bytes: Buffer, start: number, end: number, path: string, line: number, sink: RecordSink): void {
    const reader = this.#reader;
    if (!reader.read(bytes, start, end)) return;
    const { emitter, constants } = this.#decoding;
    const { rows, malformation } = reader;
    if (malformation !== null && rows.length === 0) rows.push(emitter.emptyRow());
    for (const row of rows) for (const { index, value } of constants) row[index] = value;
    if (malformation === null) {
      for (const row of rows) sink.record(row);
    } else {
      emitter.malformed(sink, malformation, rows, () => bytes.toString('utf8', start, end), path, line);
    }
  }
}

class JsonLinesDecoder implements RecordDecoder {
  readonly #framer: LineFramer;
  readonly #records: JsonRecords;
  readonly #path: string;

  constructor(decoding: Decoding, records: JsonRecords, path: string) {
    this.#framer = new LineFramer(separatorBytes(decoding), tooLongIn(decoding, path));
    this.#records = records;
    this.#path = path;
  }

  push(bytes: Uint8Array, sink: RecordSink): void {
    this.#framer.push(bytes, (line, start, end, number) =>
      this.#records.decode(line, start, end, this.#path, number, sink),
    );
  }

  end(sink: RecordSink): void {
    this.#framer.end((line, start, end, number) => this.#records.decode(line, start, end, this.#path, number, sink));
  }
}

class JsonFileDecoder implements RecordDecoder {
  readonly #file: WholeFile;
  readonly #records: JsonRecords;
  readonly #path: string;

  constructor(decoding: Decoding, records: JsonRecords, path: string) {
    this.#file = new WholeFile(tooLongIn(decoding, path));
    this.#records = records;
    this.#path = path;
  }

  push(bytes: Uint8Array): void {
    this.#file.push(bytes);
  }

  end(sink: RecordSink): void {
    const bytes = this.#file.take();
    this.#records.decode(bytes, 0, bytes.length, this.#path, 1, sink);
  }
}
