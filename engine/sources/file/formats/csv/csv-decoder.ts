import { EngineError } from '../../../../base/errors/engine-error.ts';
import { BAD } from '../../../../types/bad-value.ts';
import type { DataType } from '../../../../types/data-type.ts';
import { printDataType } from '../../../../types/data-type-text.ts';
import type { Value } from '../../../../types/value.ts';
import type { RecordSink } from '../../../source.ts';
import type { FileLines, RecordDecoder } from '../decoder.ts';
import { type Decoding, newRow, separatorBytes, tooLongIn } from '../decoding.ts';
import { LineFramer, type LineVisitor, RECORD_BYTES_MAX } from '../line-framer.ts';
import { type Malformation, shownData } from '../malformation.ts';
import { textToValue } from '../text-value.ts';
import { WholeFile } from '../whole-file.ts';
import { CsvTokenizer } from './csv-tokenizer.ts';
import { LineEndFinder } from './line-end-finder.ts';
import { LineJoiner } from './line-joiner.ts';

const LF = 0x0a;
const LINE_END = /(\r\n|\n|\r)$/;

/** Decoders for CSV files (semantics 2.5). Columns bind by position. */
export function csvDecoders(decoding: Decoding): (path: string) => RecordDecoder {
  const columns = csvColumns(decoding);
  return (path) => new CsvDecoder(decoding, columns, path, true);
}

/** Decoders for the lines of CSV files that somebody else has framed. */
export function csvFileLines(decoding: Decoding): (path: string, isAtStart: boolean) => FileLines {
  const columns = csvColumns(decoding);
  return (path, isAtStart) => new CsvDecoder(decoding, columns, path, isAtStart);
}

function csvColumns({ columns, dates, options }: Decoding): CsvColumn[] {
  return columns.map(
    (column, position): CsvColumn => ({
      ...column,
      position,
      convert: textToValue(column.type, dates, options.csv),
    }),
  );
}

interface CsvColumn {
  readonly name: string;
  readonly type: DataType;
  /** Its place in the row. */
  readonly index: number;
  /** Its place in the file. */
  readonly position: number;
  readonly isRequired: boolean;
  readonly convert: (text: string) => Value | typeof BAD;
}

class CsvDecoder implements RecordDecoder, FileLines {
  readonly #decoding: Decoding;
  readonly #columns: readonly CsvColumn[];
  readonly #required: readonly CsvColumn[];
  readonly #path: string;
  /** Null while it is not known how the lines of the file end. */
  #framer: LineFramer | null = null;
  readonly #lineEnds = new LineEndFinder();
  /** What came before that was known. */
  readonly #head: WholeFile;
  readonly #tokenizer: CsvTokenizer;
  readonly #tooLong: (line: number) => never;
  #headerIsDue: boolean;
  /** The first line of the record under way, its bytes so far, and its text where a column may receive it. */
  #recordLine = 0;
  #recordBytes = 0;
  readonly #rawLines = new LineJoiner();
  /** False for a last line that just ends. */
  #hasLineEnd = true;

  constructor(decoding: Decoding, columns: readonly CsvColumn[], path: string, isAtStart: boolean) {
    this.#decoding = decoding;
    this.#columns = columns;
    this.#required = columns.filter(({ isRequired }) => isRequired);
    this.#path = path;
    this.#tooLong = tooLongIn(decoding, path);
    this.#head = new WholeFile(this.#tooLong);
    if (!decoding.options.multiLine || decoding.options.lineSep !== null) {
      this.#framer = new LineFramer(separatorBytes(decoding), this.#tooLong);
      this.#rawLines.separator = decoding.options.lineSep ?? '\n';
    }
    this.#tokenizer = new CsvTokenizer(decoding.options.csv, decoding.options.multiLine);
    this.#headerIsDue = isAtStart && decoding.options.csv.header;
  }

  get isHeaderDue(): boolean {
    return this.#headerIsDue;
  }

  decodeLine(bytes: Uint8Array, start: number, end: number, line: number, sink: RecordSink): void {
    this.#line(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length), start, end, line, sink);
  }

  push(bytes: Uint8Array, sink: RecordSink): void {
    const visit: LineVisitor = (line, start, end, number) => this.#line(line, start, end, number, sink);
    if (this.#framer !== null) {
      this.#framer.push(bytes, visit);
      return;
    }
    this.#head.push(bytes);
    const lineEnd = this.#lineEnds.find(bytes);
    if (lineEnd !== null) this.#open(lineEnd).push(this.#head.take(), visit);
  }

  end(sink: RecordSink): void {
    const visit: LineVisitor = (line, start, end, number) => this.#line(line, start, end, number, sink);
    if (this.#framer === null) this.#open(this.#lineEnds.atEnd()).push(this.#head.take(), visit);
    this.#framer?.end((line, start, end, number) => {
      this.#hasLineEnd = false;
      // Where lines end in a carriage return alone, a line feed at the end of the file belongs to none.
      const isStray = this.#rawLines.separator === '\r' && line[end - 1] === LF;
      visit(line, start, isStray ? end - 1 : end, number);
    });
    if (!this.#tokenizer.isOpen) return;
    this.#tokenizer.finish(this.#hasLineEnd);
    this.#complete(sink);
  }

  /** Once it is known how the lines of a file end whose records may span lines. */
  #open(lineEnd: string): LineFramer {
    this.#rawLines.separator = lineEnd;
    this.#framer = new LineFramer(Buffer.from(lineEnd), this.#tooLong);
    return this.#framer;
  }

  #line(bytes: Buffer, start: number, end: number, number: number, sink: RecordSink): void {
    const text = bytes.toString('utf8', start, end);
    if (!this.#tokenizer.isOpen) {
      if (this.#isSkipped(text)) return;
      this.#recordLine = number;
      this.#recordBytes = 0;
      this.#rawLines.clear();
    }
    this.#recordBytes += end - start + 1;
    if (this.#recordBytes > RECORD_BYTES_MAX + 1) this.#tooLong(this.#recordLine);
    if (this.#decoding.emitter.corruptIndex !== -1) this.#rawLines.push(text);
    if (this.#tokenizer.feed(text)) this.#complete(sink);
  }

  /** Blank lines and comments; before the header a comment may be indented. */
  #isSkipped(text: string): boolean {
    const { comment } = this.#decoding.options.csv;
    if (isBlank(text)) return true;
    if (comment === '') return false;
    return (this.#headerIsDue ? text.trimStart() : text).startsWith(comment);
  }

  #complete(sink: RecordSink): void {
    if (this.#headerIsDue) {
      this.#headerIsDue = false;
      this.#checkHeader(this.#tokenizer.tokens);
    } else {
      this.#record(this.#tokenizer.tokens, sink);
    }
  }

  /** Without `enforceSchema` the header must name the columns, in their order, without regard to letter case. */
  #checkHeader(header: readonly (string | null)[]): void {
    if (this.#decoding.options.csv.enforceSchema) return;
    const names = header.map((name) => name ?? '');
    const fits =
      names.length === this.#columns.length &&
      this.#columns.every(({ name, position }) => names[position]?.toLowerCase() === name.toLowerCase());
    if (fits) return;
    const { schemaNodeId, nodeId } = this.#decoding.settings;
    throw new EngineError(
      'SRC-009',
      { path: this.#path, found: names.slice(0, 20).map(shownData), expected: this.#columns.map(({ name }) => name) },
      { nodeId: schemaNodeId ?? nodeId },
    );
  }

  #record(tokens: readonly (string | null)[], sink: RecordSink): void {
    const { options } = this.#decoding;
    const row = newRow(this.#decoding);
    if (this.#tokenizer.isTooWide) {
      this.#malformed({ code: 'SRC-208', params: { limit: options.csv.maxColumns } }, row, sink);
      return;
    }
    let found = this.#countMismatch(tokens.length);
    for (const column of this.#required) {
      const token = tokens[column.position] ?? null;
      if (token === null || token === options.csv.nullValue) continue;
      const value = this.#isTooLong(token) ? BAD : column.convert(token);
      if (value !== BAD) row[column.index] = value;
      else {
        found ??= {
          code: 'SRC-206',
          params: { column: column.name, value: shownData(JSON.stringify(token)), type: printDataType(column.type) },
        };
      }
    }
    if (found === null) sink.record(row);
    else this.#malformed(found, row, sink);
  }

  /** Spark's parser counts tokens only when it reads all columns. */
  #countMismatch(found: number): Malformation | null {
    const expected = this.#columns.length;
    if (found === expected || this.#required.length !== expected) return null;
    return { code: 'SRC-207', params: { found, expected } };
  }

  #isTooLong(token: string): boolean {
    const { maxCharsPerColumn } = this.#decoding.options.csv;
    return maxCharsPerColumn !== -1 && token.length > maxCharsPerColumn;
  }

  /** The record as it stands in the file, without what ends it. */
  #rawText(): string {
    const text = this.#rawLines.join();
    return (this.#hasLineEnd ? text + this.#rawLines.separator : text).replace(LINE_END, '');
  }

  #malformed(found: Malformation, row: Value[], sink: RecordSink): void {
    this.#decoding.emitter.malformed(sink, found, [row], () => this.#rawText(), this.#path, this.#recordLine);
  }
}

/** Java's `trim` takes all up to the space character for white space. */
function isBlank(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 0x20) return false;
  return true;
}
