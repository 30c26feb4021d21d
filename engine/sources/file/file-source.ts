import { EngineError } from '../../base/errors/engine-error.ts';
import type { FileBackedSource, FileSlice } from '../file-slice.ts';
import type { LoggedSource, SourceLogEntry } from '../logged-source.ts';
import { Pacer } from '../pacer.ts';
import type { Offset, ReadLimit, RecordSink } from '../source.ts';
import { type BatchLimit, inDiscoveryOrder, keepUnread, splitBatch } from './discovery.ts';
import { fileUnreadable, isIgnored, pathNotFound } from './file-errors.ts';
import type { FileSourceSettings } from './file-source-settings.ts';
import { type FileSystem, nodeFileSystem } from './file-system.ts';
import { createDecoderFactory, type Now, type RecordDecoder, systemNow } from './formats/record-decoder.ts';
import { isGlob } from './glob.ts';
import { FileListing } from './listing.ts';
import { partitionValuesOf } from './partition-folders.ts';
import { readChunks } from './read-chunks.ts';
import { checkReaderOptions, type DiscoveryOptions, parseReaderOptions } from './reader-options.ts';
import { SeenFiles } from './seen-files.ts';
import { type LoggedFile, SourceLog } from './source-log.ts';

/** A file source; its log of files can be kept in a checkpoint. */
export interface FileSource extends FileBackedSource, LoggedSource {}

/** What the source needs of the world around it. */
export interface FileSourcePorts {
  readonly files: FileSystem;
  /** Only asked for a text that is a time without a date. */
  readonly now: Now;
}

/** Spark's file source for json, csv and text (semantics 1 and 2). Offsets are `{"logOffset": n}`, n counted from 0. */
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
  readonly #seen: SeenFiles;
  readonly #log = new SourceLog();
  /** New files left over from the last poll; empty when the next one must list again. */
  #unread: readonly FileSlice[] = [];
  /** All there is to read, once that is fixed. */
  #frozen: readonly FileSlice[] | null = null;

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
    // Newest first with a limit comes to old files last, so age must not hide them.
    this.#seen = new SeenFiles(
      this.#latestFirst && this.#limit !== null ? Number.POSITIVE_INFINITY : this.#options.maxFileAgeMs,
    );
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
  }

  async freeze(): Promise<void> {
    this.#frozen = await this.#list();
    this.#unread = [];
  }

  async latestOffset(_start: Offset | null, limit: ReadLimit): Promise<Offset | null> {
    const batchLimit = limit === 'unlimited' || !this.#settings.streaming ? null : this.#limit;
    const known = this.#unread.length > 0 ? this.#unread : (this.#frozen ?? (await this.#list()));
    const isNew = (file: FileSlice) => this.#seen.isNew(this.#identity(file.path), file.modifiedMs);
    const { batch, rest } = splitBatch(known === this.#unread ? known : known.filter(isNew), batchLimit);
    const canWait = !this.#latestFirst && this.#frozen === null;
    this.#unread = canWait ? keepUnread(rest, batchLimit, this.#options) : [];
    for (const file of batch) this.#seen.add(this.#identity(file.path), file.modifiedMs);
    this.#seen.purge();
    if (batch.length > 0) this.#log.add(batch);
    return this.#log.latest === -1 ? null : { logOffset: this.#log.latest };
  }

  files(start: Offset | null, end: Offset): readonly FileSlice[] {
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
      const decoder = this.#decoders(slice.path);
      try {
        await readChunks(slice, this.nodeId, this.#files, pacer, (bytes) => decoder.push(bytes, sink));
      } catch (error) {
        if (!isIgnored(error, this.#options)) throw error;
      }
      if (slice.sizeBytes > 0) decoder.end(sink);
    }
  }

  async commit(): Promise<void> {
    // Files stay where they are: `cleanSource` is off, and every other value was refused.
  }

  exportLog(from = 0): readonly SourceLogEntry[] {
    return this.#log.export(from);
  }

  restoreLog(entries: readonly SourceLogEntry[]): void {
    this.#log.restore(entries, this.nodeId);
    for (const file of this.#log.all()) this.#seen.add(this.#identity(file.path), file.modifiedMs);
    this.#seen.purge();
  }

  async #list(): Promise<FileSlice[]> {
    return inDiscoveryOrder(await this.#listing.list(), this.#latestFirst);
  }

  #identity(path: string): string {
    return this.#options.fileNameOnly ? path.slice(path.lastIndexOf('/') + 1) : path;
  }

  /** A file of a saved log is looked up now; one that is gone contributes nothing (semantics 1.5). */
  #sliceOf({ path, modifiedMs, sizeBytes }: LoggedFile): FileSlice | null {
    const size = sizeBytes ?? this.#sizeNow(path);
    if (size === null) return null;
    const partitionValues = partitionValuesOf(path, this.#settings);
    return { path, modifiedMs, sizeBytes: size, ...(partitionValues.length === 0 ? {} : { partitionValues }) };
  }

  #sizeNow(path: string): number | null {
    try {
      return this.#files.statSync(path)?.sizeBytes ?? null;
    } catch (cause) {
      throw fileUnreadable(this.nodeId, path, cause);
    }
  }

  #checkCorruptColumn(): void {
    const { schema, columnNameOfCorruptRecord: column, format, nodeId, schemaNodeId } = this.#settings;
    const field = schema.find(({ name }) => name === column);
    if (format === 'text' || field === undefined || field.type.kind === 'string') return;
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

/** Windows' backslashes; elsewhere a backslash is part of a name or of a glob. */
export function toSlashes(path: string): string {
  return process.platform === 'win32' ? path.replaceAll('\\', '/') : path;
}
