import { EngineError } from '../../base/errors/engine-error.ts';
import type { FileBackedSource, FileSlice } from '../file-slice.ts';
import type { LoggedSource, SourceLogEntry } from '../logged-source.ts';
import { Pacer } from '../pacer.ts';
import type { SettingProblem } from '../setting-problem.ts';
import type { Offset, ReadLimit, RecordSink } from '../source.ts';
import { type BatchLimit, batchSize, inDiscoveryOrder, roomInBatch, unreadToKeep } from './discovery.ts';
import { fileUnreadable, isIgnored, isShorter, pathNotFound } from './file-errors.ts';
import type { FileSourceSettings } from './file-source-settings.ts';
import { type FileSystem, nodeFileSystem } from './file-system.ts';
import { hasCorruptColumn } from './formats/decoding.ts';
import { ParquetReader } from './formats/parquet/parquet-reader.ts';
import { createDecoderFactory, type Now, type RecordDecoder, systemNow } from './formats/record-decoder.ts';
import { isGlob } from './glob.ts';
import { FileListing, type KnownFiles } from './listing.ts';
import { partitionType } from './partition-columns.ts';
import { partitionValuesOf, undeclaredPartitions } from './partition-folders.ts';
import { pathScope } from './path-scope.ts';
import { readChunks } from './read-chunks.ts';
import { checkReaderOptions, type DiscoveryOptions, parseReaderOptions } from './reader-options.ts';
import { SeenFiles } from './seen-files.ts';
import { toSlashes } from './slashes.ts';
import { archiveOverlaps, SourceCleaner } from './source-cleaner.ts';
import { type LoggedFile, SourceLog } from './source-log.ts';

/** A file source; its log of files can be kept in a checkpoint. */
export interface FileSource extends FileBackedSource, LoggedSource {
  readonly findings: readonly SettingProblem[];
  stop(): Promise<void>;
}

/** What the source needs of the world around it. */
export interface FileSourcePorts {
  readonly files: FileSystem;
  /** Only asked for a text that is a time without a date. */
  readonly now: Now;
}

/**
 * Spark's file source (semantics 1 and 2). Offsets are `{"logOffset": n}`, n counted from 0.
 *
 * What is not streaming is listed once, at the first look, and read as it is at each reading: the static side of a join sees
 * what its files come to hold, but no new ones, as on Spark.
 *
 * Columns that `key=value` folders fill stand where they are declared, not at the end as on Spark; those that nobody declares
 * are left out and told in `findings`, since the columns must be known before any file is looked at.
 */
export function createFileSource(
  settings: FileSourceSettings,
  ports: FileSourcePorts = { files: nodeFileSystem, now: systemNow },
): FileSource {
  return new FileSourceRun(settings, ports);
}

class FileSourceRun implements FileSource {
  readonly nodeId: string;
  readonly description: string;
  readonly schema: FileSourceSettings['schema'];
  readonly #settings: FileSourceSettings;
  readonly #files: FileSystem;
  readonly #options: DiscoveryOptions;
  readonly #limits: ReturnType<typeof limitsOf>;
  readonly #limit: BatchLimit;
  readonly #latestFirst: boolean;
  readonly #listing: FileListing;
  readonly #decoders: (path: string) => RecordDecoder;
  readonly #parquet: ParquetReader | null;
  readonly #seen: SeenFiles;
  #log = new SourceLog();
  /** The last offset of an earlier run. */
  #restoredTo = -1;
  /** Whether the files are those of a file sink's log, which says their times. */
  #isSinkOutput = false;
  /** New files left over from the last poll, from a place on; null when the next one must list again. */
  #unread: { readonly files: readonly FileSlice[]; readonly from: number } | null = null;
  /** All there is to read, once that is fixed. */
  #frozen: readonly FileSlice[] | null = null;
  /** The first of them that no poll of a stream has looked at. */
  #frozenFrom = 0;
  readonly #cleaner: SourceCleaner;
  /** Where the running batch starts, and the last offset whose files were cleaned up; null before that is known. */
  #batchStart = -1;
  #cleanedTo: number | null = null;
  #findings: readonly SettingProblem[] = [];
  readonly #known: KnownFiles = {
    isTaken: (path) => this.#seen.has(this.#identity(path)),
    isNew: (path, modifiedMs) => this.#seen.isNew(this.#identity(path), modifiedMs),
  };

  constructor(settings: FileSourceSettings, ports: FileSourcePorts) {
    const path = toSlashes(settings.path);
    this.#settings = { ...settings, path };
    this.nodeId = settings.nodeId;
    this.schema = settings.schema;
    this.description = `FileStreamSource[file:${path.startsWith('/') ? '' : '/'}${path}]`;
    this.#files = ports.files;
    this.#options = parseReaderOptions(settings.options, settings.timeZone).discovery;
    this.#latestFirst = settings.latestFirst || this.#options.latestFirst;
    this.#limits = limitsOf(settings, this.#options);
    this.#limit = limitOf(this.#limits);
    this.#listing = new FileListing({ nodeId: settings.nodeId, path, options: this.#options }, ports.files);
    this.#decoders = createDecoderFactory(this.#settings, ports.now);
    this.#parquet = settings.format === 'parquet' ? new ParquetReader(this.#settings, ports.files, ports.now) : null;
    this.#cleaner = new SourceCleaner(this.#options.cleanSource, ports.files);
    // Newest first with a limit comes to old files last, so age must not hide them.
    this.#seen = new SeenFiles(
      this.#latestFirst && this.#limit !== null ? Number.POSITIVE_INFINITY : this.#options.maxFileAgeMs,
    );
  }

  get findings(): readonly SettingProblem[] {
    return this.#findings;
  }

  async prepare(): Promise<void> {
    const { format, options, streaming, nodeId, path } = this.#settings;
    const wrong = checkReaderOptions(format, options, streaming).find(({ severity }) => severity === 'error');
    if (wrong !== undefined) throw new EngineError(wrong.code, wrong.params, { nodeId, setting: wrong.setting });
    if (this.#limits.files !== null && this.#limits.bytes !== null) {
      throw new EngineError('SRC-116', { option: 'maxBytesPerTrigger', other: 'maxFilesPerTrigger' }, { nodeId });
    }
    this.#checkCorruptColumn();
    const mayBeMissing = streaming && isGlob(path);
    if (!(await this.#listing.exists()) && !mayBeMissing) throw pathNotFound(nodeId, path);
    this.#isSinkOutput = await this.#listing.hasSinkLog();
    this.#checkCleaning();
  }

  async freeze(): Promise<void> {
    this.#frozen = inDiscoveryOrder(await this.#list(), this.#latestFirst);
    this.#frozenFrom = 0;
    this.#unread = null;
  }

  /**
   * Files that an earlier run has logged and not planned are batches of their own, as it would have made them, before newer ones
   * come. Spark takes all of them, and newer files that it finds, into one batch (semantics 1.6); so does `unlimited` here.
   *
   * Throws SRC-163 where `start` is further than the log.
   */
  async latestOffset(start: Offset | null, limit: ReadLimit): Promise<Offset | null> {
    this.#batchStart = indexOf(start);
    // An earlier run has cleaned up behind all of its batches but the last; it may have broken off before the one before that.
    this.#cleanedTo ??= Math.max(-1, this.#batchStart - 2);
    if (!this.#settings.streaming) return this.#lookAtAll();
    this.#checkLogged(this.#batchStart);
    if (limit === 'configured' && this.#batchStart < this.#restoredTo) return { logOffset: this.#batchStart + 1 };
    const batchLimit = limit === 'unlimited' ? null : this.#limit;
    const batch =
      this.#frozen === null ? await this.#nextListed(batchLimit) : this.#nextFrozen(this.#frozen, batchLimit);
    for (const file of batch) this.#seen.add(this.#identity(file.path), file.modifiedMs);
    this.#seen.purge();
    if (batch.length > 0) this.#log.add(batch);
    return this.#log.latest === -1 ? null : { logOffset: this.#log.latest };
  }

  /** Takes from what the last look has left over, else looks again. */
  async #nextListed(limit: BatchLimit): Promise<readonly FileSlice[]> {
    const { files, from } = this.#unread ?? {
      files: inDiscoveryOrder(await this.#list(this.#known), this.#latestFirst),
      from: 0,
    };
    const to = from + batchSize(files, from, limit);
    const kept = this.#latestFirst ? 0 : unreadToKeep(files, to, limit, this.#options);
    this.#unread =
      kept === 0 ? null : { files: to + kept < files.length ? files.slice(0, to + kept) : files, from: to };
    return files.slice(from, to);
  }

  /** Takes the next of a fixed list. What was passed over or taken is never new again, so each file is looked at once. */
  #nextFrozen(files: readonly FileSlice[], limit: BatchLimit): readonly FileSlice[] {
    const fits = roomInBatch(limit);
    const batch: FileSlice[] = [];
    for (let file = files[this.#frozenFrom]; file !== undefined; file = files[++this.#frozenFrom]) {
      if (!this.#known.isNew(file.path, file.modifiedMs)) continue;
      if (!fits(file)) break;
      batch.push(file);
    }
    return batch;
  }

  /** Throws SRC-163 where the log does not reach to `end`, SRC-003 for a file of unknown size that cannot be looked at. */
  files(start: Offset | null, end: Offset): readonly FileSlice[] {
    this.#checkLogged(indexOf(end));
    return this.#log.between(indexOf(start), indexOf(end)).flatMap((file) => {
      const slice = this.#sliceOf(file);
      return slice === null ? [] : [slice];
    });
  }

  async read(start: Offset | null, end: Offset, sink: RecordSink, signal: AbortSignal): Promise<void> {
    const pacer = new Pacer(signal);
    pacer.check();
    for (const slice of this.files(start, end)) {
      if (pacer.isDue) await pacer.rest();
      try {
        await this.#readFile(slice, sink, pacer);
      } catch (error) {
        if (!isIgnored(error, this.#options)) throw error;
      }
    }
  }

  async #readFile(slice: FileSlice, sink: RecordSink, pacer: Pacer): Promise<void> {
    if (slice.sizeBytes === 0) return;
    if (this.#parquet !== null) {
      await this.#parquet.read(slice, sink, pacer);
      return;
    }
    const decoder = this.#decoders(slice.path);
    try {
      await readChunks(slice, this.nodeId, this.#files, pacer, (bytes) => decoder.push(bytes, sink));
    } catch (error) {
      if (!isShorter(error) || !isIgnored(error, this.#options)) throw error;
    }
    decoder.end(sink);
  }

  async stop(): Promise<void> {
    await this.#parquet?.close();
  }

  /** Cleans up the files of the batches before the one that is committed; its own stay until the next (semantics 1.6). */
  async commit(): Promise<void> {
    const from = this.#cleanedTo ?? -1;
    if (!this.#settings.streaming || this.#options.cleanSource.mode === 'off' || this.#batchStart <= from) return;
    this.#cleanedTo = this.#batchStart;
    for (const { path } of this.#log.between(from, this.#batchStart)) await this.#cleaner.clean(path);
  }

  exportLog(from = 0): readonly SourceLogEntry[] {
    return this.#log.export(from);
  }

  restoreLog(entries: readonly SourceLogEntry[]): void {
    const { nodeId, path } = this.#settings;
    // A file sink's log names files wherever they are.
    const mayHold = this.#isSinkOutput ? () => true : pathScope(path);
    this.#log.restore(entries, { nodeId, path, mayHold });
    this.#restoredTo = this.#log.latest;
    this.#log.forEach((file, modifiedMs) => {
      this.#seen.add(this.#identity(file), modifiedMs);
    });
    this.#seen.purge();
  }

  /** All files of the first look, as long as they are now; one that is gone keeps its length and fails when it is read. */
  async #lookAtAll(): Promise<Offset | null> {
    if (this.#frozen === null) await this.freeze();
    else if (this.#log.latest !== -1) this.#frozen = (this.#frozen ?? []).map((file) => this.#lookAgain(file));
    this.#log = new SourceLog();
    if (this.#frozen === null || this.#frozen.length === 0) return null;
    this.#log.add(this.#frozen);
    return { logOffset: this.#log.latest };
  }

  #lookAgain(file: FileSlice): FileSlice {
    return { ...file, ...this.#factsNow(file.path) };
  }

  async #list(known: KnownFiles | null = null): Promise<FileSlice[]> {
    const files = await this.#listing.list(known);
    const [first] = files;
    if (first !== undefined) this.#isSinkOutput = first.hasLoggedTime === true;
    this.#lookForPartitions(files);
    return files;
  }

  #lookForPartitions(files: readonly FileSlice[]): void {
    const paths = files.map(({ path }) => path);
    const undeclared = [...undeclaredPartitions(paths, this.#settings)];
    if (undeclared.length === 0 || this.#findings.length > 0) return;
    const declarations = undeclared.map(([key, texts]) => `${key} ${partitionType(texts, this.#settings.timeZone)}`);
    const params = { columns: undeclared.map(([key]) => key), declarations };
    this.#findings = [{ code: 'SRC-150', params, setting: 'path', severity: 'warning' }];
  }

  #identity(path: string): string {
    return this.#options.fileNameOnly ? path.slice(path.lastIndexOf('/') + 1) : path;
  }

  /** A file of a log that says nothing of sizes is looked up now; one that is gone contributes nothing (semantics 1.5). */
  #sliceOf(logged: LoggedFile): FileSlice | null {
    const { path, modifiedMs, sizeBytes, inode } = logged;
    const facts = sizeBytes === null ? this.#factsNow(path) : { sizeBytes, modifiedMs, inode };
    if (facts === null) return null;
    const partitionValues = partitionValuesOf(path, this.#settings);
    return {
      path,
      ...facts,
      ...(this.#isSinkOutput && sizeBytes !== null ? { hasLoggedTime: true } : {}),
      ...(partitionValues.length === 0 ? {} : { partitionValues }),
    };
  }

  /** What is under the name of a file now; null where nothing is. */
  #factsNow(path: string): Pick<FileSlice, 'sizeBytes' | 'modifiedMs' | 'inode'> | null {
    try {
      const facts = this.#files.statSync(path);
      if (facts === null) return null;
      const { sizeBytes, modifiedMs, inode } = facts;
      return { sizeBytes, modifiedMs, inode };
    } catch (cause) {
      throw fileUnreadable(this.nodeId, path, cause);
    }
  }

  /** What was read or planned must be in the log, or files would be read again, or left out, without a word. */
  #checkLogged(offset: number): void {
    const { latest } = this.#log;
    if (offset <= latest) return;
    throw new EngineError('SRC-163', { found: latest + 1, needed: offset + 1 }, { nodeId: this.nodeId });
  }

  #checkCleaning(): void {
    const { nodeId, path, streaming } = this.#settings;
    const clean = this.#options.cleanSource;
    if (!streaming || clean.mode === 'off') return;
    if (clean.mode === 'archive' && archiveOverlaps(toSlashes(clean.folder), path)) {
      throw new EngineError('SRC-152', { folder: clean.folder, path }, { nodeId, setting: 'options' });
    }
    if (this.#isSinkOutput) throw new EngineError('SRC-155', { path }, { nodeId, setting: 'options' });
  }

  #checkCorruptColumn(): void {
    const { schema, columnNameOfCorruptRecord: column, format, nodeId, schemaNodeId } = this.#settings;
    const field = schema.find(({ name }) => name === column);
    if (!hasCorruptColumn(format) || field === undefined || field.type.kind === 'string') return;
    throw new EngineError('SRC-015', { column }, { nodeId: schemaNodeId ?? nodeId });
  }
}

/** The node's own settings go before reader options of the same name. */
function limitsOf(settings: FileSourceSettings, options: DiscoveryOptions) {
  return {
    files: settings.maxFilesPerTrigger ?? options.maxFilesPerTrigger,
    bytes: settings.maxBytesPerTrigger ?? options.maxBytesPerTrigger,
  };
}

function limitOf({ files, bytes }: ReturnType<typeof limitsOf>): BatchLimit {
  if (files !== null) return { unit: 'files', max: files };
  return bytes === null ? null : { unit: 'bytes', max: bytes };
}

function indexOf(offset: Offset | null): number {
  return offset === null ? -1 : Number(offset.logOffset);
}
