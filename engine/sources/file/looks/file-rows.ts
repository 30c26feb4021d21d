/**
 * Reads rows of files a second time, for people to look at: with all their columns, also those that the query leaves out, and from the
 * end of a file where that is enough. A record is dropped or malformed by the columns that the query reads, as in the run itself; what
 * another column cannot hold is null.
 */
import type { Pacing } from '../../../base/pacing.ts';
import { columnsNamed } from '../../../types/schema.ts';
import type { Row, Value } from '../../../types/value.ts';
import type { FileSlice } from '../../file-slice.ts';
import type { RecordSink } from '../../source.ts';
import { BlockReader } from '../block-reader.ts';
import { compressionOf } from '../compression.ts';
import { isIgnored } from '../file-errors.ts';
import type { FileSourceSettings } from '../file-source-settings.ts';
import { nodeFileSystem } from '../file-system.ts';
import { ParquetReader } from '../formats/parquet/parquet-reader.ts';
import { createDecoderFactory, createLineDecoder, systemNow } from '../formats/record-decoder.ts';
import { readChunks } from '../read-chunks.ts';
import { parseReaderOptions } from '../reader-options.ts';
import { toSlashes } from '../slashes.ts';
import { CutLines, type TakeLine } from './cut-lines.ts';
import { RawLines } from './raw-lines.ts';

export type TakeRow = (row: Row) => void;

/** What is read of a file: the rows that its scan gives, or the lines as they stand in it. */
export type FileContent = 'rows' | 'lines';

export class FileRows {
  readonly #settings: FileSourceSettings;
  readonly #content: FileContent;
  readonly #options: ReturnType<typeof parseReaderOptions>;
  /** Settings by which the columns are read that the query leaves out; null where it leaves none out. */
  readonly #others: FileSourceSettings | null;

  constructor(settings: FileSourceSettings, content: FileContent) {
    this.#settings = { ...settings, path: toSlashes(settings.path) };
    this.#content = content;
    this.#options = parseReaderOptions(settings.options, settings.timeZone);
    this.#others = othersOf(this.#settings);
  }

  /** Whether rows of a file can be read from a place within it. */
  canCut({ path }: FileSlice): boolean {
    return this.#isOfLines && compressionOf(path) === 'none';
  }

  /**
   * Feeds the rows of the lines that begin in a file behind `fromByte`, which is 0 where it cannot be cut. Throws what `Source.read`
   * throws, and `CancelledError` by the pacer.
   */
  async read(slice: FileSlice, fromByte: number, take: TakeRow, pacer: Pacing): Promise<void> {
    if (slice.sizeBytes === 0) return;
    try {
      if (this.#isOfLines) await this.#readLines(slice, fromByte, take, pacer);
      else if (this.#settings.format === 'parquet') await this.#readParquet(slice, take, pacer);
      else await this.#readStream(slice, take, pacer);
    } catch (error) {
      if (!isIgnored(error, this.#options.discovery)) throw error;
    }
  }

  get #isOfLines(): boolean {
    const { multiLine, wholeText, encoding, lineSep } = this.#options;
    const { format } = this.#settings;
    if (format === 'parquet' || encoding !== null || lineSep !== null) return false;
    if (this.#content === 'lines') return true;
    return format === 'text' ? !wholeText : !multiLine;
  }

  async #readLines(slice: FileSlice, fromByte: number, take: TakeRow, pacer: Pacing): Promise<void> {
    const lines = new CutLines(
      this.#settings,
      slice.path,
      fromByte === 0,
      this.#lineTaker(slice.path, fromByte === 0, take),
    );
    await new BlockReader(this.#settings).read(slice, { fromByte, toByte: slice.sizeBytes }, lines, pacer);
  }

  #lineTaker(path: string, isAtStart: boolean, take: TakeRow): TakeLine {
    if (this.#content === 'lines') return (bytes, start, end) => take([bytes.toString('utf8', start, end)]);
    const main = createLineDecoder(this.#settings);
    const others = this.#others === null ? null : createLineDecoder(this.#others);
    const joined = new JoinedRows(this.#settings, this.#others, take);
    main.startFile(path, isAtStart);
    others?.startFile(path, isAtStart);
    return (bytes, start, end, line) => {
      main.decodeLine(bytes, start, end, path, line, joined.main);
      others?.decodeLine(bytes, start, end, path, line, joined.others);
      joined.flush();
    };
  }

  async #readStream(slice: FileSlice, take: TakeRow, pacer: Pacing): Promise<void> {
    const { nodeId } = this.#settings;
    if (this.#content === 'lines') {
      const lines = new RawLines(this.#settings, this.#options, slice.path, take);
      await readChunks(slice, nodeId, nodeFileSystem, pacer, (bytes) => lines.push(bytes));
      lines.end();
      return;
    }
    const joined = new JoinedRows(this.#settings, this.#others, take);
    const main = createDecoderFactory(this.#settings)(slice.path);
    const others = this.#others === null ? null : createDecoderFactory(this.#others)(slice.path);
    await readChunks(slice, nodeId, nodeFileSystem, pacer, (bytes) => {
      main.push(bytes, joined.main);
      others?.push(bytes, joined.others);
      joined.flush();
    });
    main.end(joined.main);
    others?.end(joined.others);
    joined.flush();
  }

  async #readParquet(slice: FileSlice, take: TakeRow, pacer: Pacing): Promise<void> {
    const reader = new ParquetReader({ ...this.#settings, requiredColumns: null }, nodeFileSystem, systemNow);
    try {
      await reader.read(slice, { record: (row) => row !== null && take(row), malformed: () => undefined }, pacer);
    } finally {
      await reader.close();
    }
  }
}

/** Puts the columns that the query leaves out into the rows that it reads, as long as both come in step. */
class JoinedRows {
  readonly main: RecordSink;
  readonly others: RecordSink;
  readonly #rows: (Row | null)[] = [];
  readonly #otherRows: (Row | null)[] = [];
  readonly #columns: readonly number[];
  readonly #take: TakeRow;

  constructor(settings: FileSourceSettings, others: FileSourceSettings | null, take: TakeRow) {
    this.#take = take;
    this.#columns = others === null ? [] : [...(others.requiredColumns ?? settings.schema.keys())];
    this.main = { record: (row) => this.#rows.push(row), malformed: () => undefined };
    this.others = { record: (row) => this.#otherRows.push(row), malformed: () => undefined };
  }

  flush(): void {
    const isInStep = this.#rows.length === this.#otherRows.length;
    for (const [at, row] of this.#rows.entries()) {
      if (row === null) continue;
      const other = isInStep ? this.#otherRows[at] : null;
      this.#take(other == null ? row : this.#joined(row, other));
    }
    this.#rows.length = 0;
    this.#otherRows.length = 0;
  }

  #joined(row: Row, other: Row): Row {
    const joined: Value[] = [...row];
    for (const column of this.#columns) joined[column] = other[column] ?? null;
    return joined;
  }
}

function othersOf(settings: FileSourceSettings): FileSourceSettings | null {
  const { schema, requiredColumns, columnNameOfCorruptRecord } = settings;
  if (requiredColumns === null) return null;
  const corrupt = columnsNamed(schema, columnNameOfCorruptRecord);
  const others = [...schema.keys()].filter((index) => !requiredColumns.has(index) && !corrupt.includes(index));
  return others.length === 0 ? null : { ...settings, requiredColumns: new Set(others), mode: 'PERMISSIVE' };
}
