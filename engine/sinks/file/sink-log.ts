import { must } from '../../base/assert.ts';
import { EngineError } from '../../base/errors/engine-error.ts';
import { SINK_LOG_FOLDER } from '../../base/table-folders.ts';
import type { SinkFiles } from './sink-files.ts';

/** Every so many batches the log is written whole, so that readers need few files of it. */
const COMPACT_INTERVAL = 10;
/** Older logs are removed once a later one holds all that they say. */
const BATCHES_TO_RETAIN = 100;
const LOG_VERSION = 'v1';

/** One file of a batch, with the fields and in the order that Spark writes. */
export interface SinkFileStatus {
  /** A `file:` URI. */
  readonly path: string;
  readonly size: number;
  readonly isDir: false;
  /** Milliseconds since 1970. */
  readonly modificationTime: number;
  readonly blockReplication: 1;
  readonly blockSize: number;
  readonly action: 'add';
}

/**
 * The log of a target folder, `_spark_metadata` (semantics 11.4): one file a batch, the first line `v1`, then a JSON object a
 * file; every tenth, `9.compact`, `19.compact` …, repeats all before it. A batch's files are there for readers from the moment at
 * which its log is.
 */
export class SinkLog {
  readonly #target: string;
  readonly #folder: string;
  readonly #files: SinkFiles;
  #published = -1;

  constructor(target: string, files: SinkFiles) {
    this.#target = target;
    this.#folder = `${target}/${SINK_LOG_FOLDER}`;
    this.#files = files;
  }

  /** The last batch that was logged through this object, even if what came after failed; -1 for none. */
  get published(): number {
    return this.#published;
  }

  /** Makes the log's folder. */
  async open(): Promise<void> {
    await this.#files.makeFolder(this.#folder);
  }

  /** The last logged batch; -1 before the first. */
  async latest(): Promise<number> {
    return Math.max(-1, ...(await this.#logged()).keys());
  }

  /**
   * Logs a batch, all of it or nothing. Throws EXE-125 when somebody else logged it first, EXE-126 when a batch before it is
   * missing, EXE-124 for a log that cannot be understood; what the disk says otherwise.
   */
  async add(batchId: number, statuses: readonly SinkFileStatus[], temporaryName: string): Promise<void> {
    await this.open();
    const isCompact = isCompaction(batchId);
    const entries = statuses.map((status) => JSON.stringify(status));
    const lines = isCompact ? [...(await this.#before(batchId)), ...entries] : entries;
    const name = isCompact ? `${batchId}.compact` : String(batchId);
    await this.#publish(batchId, name, [LOG_VERSION, ...lines].join('\n'), temporaryName);
    if (isCompact) await this.#purge(batchId);
  }

  async #publish(batchId: number, name: string, text: string, temporaryName: string): Promise<void> {
    const temporary = `${this.#folder}/.${name}.${temporaryName}.tmp`;
    try {
      const file = await this.#files.create(temporary);
      try {
        await file.write(new TextEncoder().encode(text));
      } finally {
        await file.close();
      }
      await this.#files.sync(temporary);
      if (!(await this.#files.publish(temporary, `${this.#folder}/${name}`))) {
        throw new EngineError('EXE-125', { path: this.#target, batch: batchId });
      }
      this.#published = batchId;
    } finally {
      await this.#files.remove(temporary).catch(() => undefined);
    }
    await this.#files.sync(this.#folder);
  }

  /** Lines of all batches before `batchId`: those of the last compact log, then those of each batch since. */
  async #before(batchId: number): Promise<string[]> {
    const names = await this.#logged();
    const start = Math.max(0, batchId - COMPACT_INTERVAL);
    const lines: string[] = [];
    for (let id = start; id < batchId; id++) {
      const name = names.get(id);
      if (name === undefined) {
        throw new EngineError('EXE-126', { path: this.#target, wanted: id, batch: batchId });
      }
      lines.push(...(await this.#read(name)));
    }
    return lines;
  }

  async #read(name: string): Promise<string[]> {
    const path = `${this.#folder}/${name}`;
    const text = await this.#files.readText(path);
    const [version, ...lines] = (text ?? '').split('\n');
    if (version !== LOG_VERSION) {
      throw new EngineError('EXE-124', { path, reason: `version ${(version ?? '').slice(0, 20)}` });
    }
    const entries = lines.filter((line) => line !== '');
    for (const [index, line] of entries.entries()) {
      if (!isEntry(line)) throw new EngineError('EXE-124', { path, reason: `line ${index + 2}` });
    }
    return entries;
  }

  /** Names of the log's files by batch; a compact one goes before a plain one of the same batch. */
  async #logged(): Promise<Map<number, string>> {
    const names = new Map<number, string>();
    for (const name of await this.#files.list(this.#folder)) {
      const found = /^(\d{1,15})(\.compact)?$/.exec(name);
      if (found === null) continue;
      const id = Number(must(found[1], 'the pattern has digits'));
      if (found[2] !== undefined || !names.has(id)) names.set(id, name);
    }
    return names;
  }

  /** Keeps the last hundred batches and the compact log that they build on. */
  async #purge(batchId: number): Promise<void> {
    const oldest = Math.floor((batchId - BATCHES_TO_RETAIN + 1) / COMPACT_INTERVAL) * COMPACT_INTERVAL - 1;
    for (const [id, name] of await this.#logged()) {
      if (id >= oldest) continue;
      await this.#files.remove(`${this.#folder}/${name}`);
      // Spark keeps a checksum beside each file that it writes.
      await this.#files.remove(`${this.#folder}/.${name}.crc`);
    }
  }
}

function isCompaction(batchId: number): boolean {
  return (batchId + 1) % COMPACT_INTERVAL === 0;
}

function isEntry(line: string): boolean {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' && value !== null && 'path' in value && typeof value.path === 'string';
  } catch {
    return false;
  }
}
