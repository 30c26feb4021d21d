import { SINK_LOG_FOLDER } from '../base/table-folders.ts';
import type { FileSinkFormat } from '../plan/logical-plan.ts';
import { inDiscoveryOrder } from '../sources/file/discovery.ts';
import { createFileSource } from '../sources/file/file-source.ts';
import type { FileSourceSettings } from '../sources/file/file-source-settings.ts';
import { nodeFileSystem } from '../sources/file/file-system.ts';
import { FileListing } from '../sources/file/listing.ts';
import type { FileSlice } from '../sources/file-slice.ts';
import type { Schema } from '../types/schema.ts';
import type { Row } from '../types/value.ts';

export interface ListedTableSettings {
  readonly tableName: string;
  /** The file sink whose files they are. */
  readonly nodeId: string;
  /** Absolute folder. */
  readonly path: string;
  readonly format: FileSinkFormat;
  /** The sink's writer options. */
  readonly options: Readonly<Record<string, string>>;
  /** Columns as the sink was handed them, those of partition folders among them. */
  readonly schema: Schema;
  readonly timeZone: string;
  /** Whether the sink keeps a log; else its folder is done once `_SUCCESS` is in it. */
  readonly isStreaming: boolean;
  /** The last batch that the sink has logged; -1 before the first. */
  readonly latestBatch: () => number;
}

/** Files by their paths, each with what it was when it was read. */
export type KnownFiles = ReadonlyMap<string, string>;

/** Rows are handed on when so many have come, at the end of a file. */
const ROWS_A_PIECE = 16_384;

/** Writer options that a reader must be told to read what was written. Others change nothing, or read by the schema alone. */
const READER_OPTIONS: ReadonlySet<string> = new Set(
  [
    ...['timestampFormat', 'dateFormat', 'timeZone', 'encoding', 'charset', 'lineSep'],
    ...['sep', 'delimiter', 'quote', 'escape', 'charToEscapeQuoteEscaping', 'comment', 'header', 'nullValue'],
  ].map((name) => name.toLowerCase()),
);

/**
 * What a file sink has written, as a table: exactly the files that its log names, each with the columns of its `key=value` folders, read
 * by the sink's own schema as the file source reads them. Nothing is guessed from the files.
 */
export class ListedTable {
  readonly tableName: string;
  readonly nodeId: string;
  readonly schema: Schema;
  readonly #settings: ListedTableSettings;

  constructor(settings: ListedTableSettings) {
    this.tableName = settings.tableName;
    this.nodeId = settings.nodeId;
    this.schema = settings.schema;
    this.#settings = settings;
  }

  /** The last batch whose rows a query would find; -1 before the first. */
  get latestBatch(): number {
    return this.#settings.latestBatch();
  }

  /**
   * Hands out the rows of all files that the log names now and that are not among `known`, what an earlier call has returned. `begin`
   * is called before the first row where all files are read: where nothing is known, or known files are gone or are not what they were.
   * Returns what is known now. After a failure nothing is.
   *
   * Throws `EngineError` SRC-NNN for files that cannot be read; `CancelledError` when `signal` aborts.
   */
  async readOn(
    known: KnownFiles | null,
    begin: () => Promise<void>,
    take: (rows: readonly Row[]) => Promise<void>,
    signal: AbortSignal,
  ): Promise<KnownFiles> {
    const files = await this.#list();
    const now = new Map(files.map((file) => [file.path, `${file.sizeBytes} ${file.modifiedMs}`]));
    const isSound = known !== null && [...known].every(([path, facts]) => now.get(path) === facts);
    if (!isSound) await begin();
    const unread = isSound ? files.filter(({ path }) => !known.has(path)) : files;
    await this.#readFiles(unread, take, signal);
    return now;
  }

  async #list(): Promise<FileSlice[]> {
    const { path, nodeId, isStreaming } = this.#settings;
    const mark = `${path.replace(/(?<=.)[/\\]+$/, '')}/${isStreaming ? SINK_LOG_FOLDER : '_SUCCESS'}`;
    // Before the sink has begun, what is in the folder is somebody else's.
    if ((await nodeFileSystem.stat(mark)) === null) return [];
    const listing = new FileListing({ nodeId, path, options: EVERY_FILE }, nodeFileSystem);
    return inDiscoveryOrder(await listing.list(), false);
  }

  async #readFiles(
    files: readonly FileSlice[],
    take: (rows: readonly Row[]) => Promise<void>,
    signal: AbortSignal,
  ): Promise<void> {
    if (files.length === 0) return;
    const source = createFileSource(this.#sourceSettings());
    source.restoreLog(
      files.map(({ path, modifiedMs, sizeBytes }, batchId) => ({
        path,
        // A copy of a folder need not keep the times that its log tells; the sizes are what counts.
        timestamp: timeNow(path) ?? modifiedMs,
        batchId,
        size: sizeBytes,
      })),
    );
    let rows: Row[] = [];
    const sink = { record: (row: Row | null) => void (row !== null && rows.push(row)), malformed: () => undefined };
    try {
      for (let index = 0; index < files.length; index++) {
        await source.read({ logOffset: index - 1 }, { logOffset: index }, sink, signal);
        if (rows.length < ROWS_A_PIECE && index < files.length - 1) continue;
        await take(rows);
        rows = [];
      }
    } finally {
      await source.stop();
    }
  }

  #sourceSettings(): FileSourceSettings {
    const { nodeId, path, format, options, schema, timeZone } = this.#settings;
    const told = Object.entries(options).filter(([name]) => READER_OPTIONS.has(name.toLowerCase()));
    let corrupt = '_corrupt_record';
    while (schema.some(({ name }) => name.toLowerCase() === corrupt)) corrupt += '_';
    return {
      nodeId,
      schemaNodeId: null,
      path,
      format,
      schema,
      requiredColumns: null,
      // A cell may hold a line break.
      options: { ...Object.fromEntries(told), ...(format === 'csv' ? { multiLine: 'true' } : {}) },
      mode: 'FAILFAST',
      columnNameOfCorruptRecord: corrupt,
      maxFilesPerTrigger: null,
      maxBytesPerTrigger: null,
      latestFirst: false,
      timeZone,
      streaming: false,
    };
  }
}

const EVERY_FILE = {
  pathGlobFilter: null,
  recursiveFileLookup: false,
  modifiedBeforeMs: null,
  modifiedAfterMs: null,
};

/** Null for a file that cannot be looked at: reading it will say why. */
function timeNow(path: string): number | null {
  try {
    return nodeFileSystem.statSync(path)?.modifiedMs ?? null;
  } catch {
    return null;
  }
}
