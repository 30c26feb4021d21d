import { must } from '../../base/assert.ts';
import type { Disk } from '../../base/disk.ts';
import { makeFolderDurably } from '../../base/durable-files.ts';
import { EngineError } from '../../base/errors/engine-error.ts';
import { SINK_LOG_FOLDER } from '../../base/table-folders.ts';
import { foreignName, noteName, noteOfName, readNote, type StagingNote, writeNote } from './staging-note.ts';

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
 * which its log is. Beside it lie, for as long as a batch is being written, notes of what it makes.
 */
export class SinkLog {
  readonly #target: string;
  readonly #folder: string;
  readonly #disk: Disk;
  #published = -1;

  constructor(target: string, disk: Disk) {
    this.#target = target;
    this.#folder = `${target}/${SINK_LOG_FOLDER}`;
    this.#disk = disk;
  }

  /** The last batch that this object has logged, or may have logged before the disk failed; -1 for none. */
  get published(): number {
    return this.#published;
  }

  /**
   * Makes the log's folder. On return it outlasts a power cut, and so does what is logged: a run that was broken off may have published a
   * log and not forced it out, and this one is about to take it for done.
   */
  async open(): Promise<void> {
    await makeFolderDurably(this.#disk, this.#folder);
    await this.#disk.sync(this.#folder);
  }

  /** The last logged batch; -1 before the first. */
  async latest(): Promise<number> {
    return Math.max(-1, ...(await this.#logged()).keys());
  }

  /**
   * The last logged batch, once everything that readers need of the log was read. Throws EXE-124 for a log that lacks a batch or cannot
   * be understood.
   */
  async check(): Promise<number> {
    const latest = await this.latest();
    await this.#before(latest + 1);
    return latest;
  }

  /**
   * Logs a batch, all of it or nothing; on return it outlasts a power cut. The folder must be there. Throws EXE-125 when somebody else
   * logged it first, EXE-124 for a log that lacks a batch or cannot be understood; what the disk says otherwise.
   */
  async add(batchId: number, statuses: readonly SinkFileStatus[], attempt: string): Promise<void> {
    const isCompact = isCompaction(batchId);
    const entries = statuses.map((status) => JSON.stringify(status));
    const lines = isCompact ? [...(await this.#before(batchId)), ...entries] : entries;
    await this.#publish(batchId, [LOG_VERSION, ...lines].join('\n'), attempt);
    if (isCompact) await this.#purge(batchId);
  }

  /**
   * Remembers that batch `batchId` of the log is not the one that query `queryId` has planned under this number, so that its next start
   * does not take that one for written. What the disk refuses is not remembered.
   */
  async disown(batchId: number, queryId: string): Promise<void> {
    try {
      const file = await this.#disk.create(`${this.#folder}/${foreignName(batchId, queryId)}`);
      await file.close();
      await this.#disk.sync(this.#folder);
    } catch {
      // The query fails anyhow.
    }
  }

  /** Whether `disown` was told so. */
  async isForeign(batchId: number, queryId: string): Promise<boolean> {
    return (await this.#disk.facts(`${this.#folder}/${foreignName(batchId, queryId)}`)) !== null;
  }

  /** Notes what a batch is about to make, before it makes it: paths of files below the target. */
  async note(note: StagingNote, parts: readonly string[]): Promise<void> {
    const file = await this.#disk.create(`${this.#folder}/${noteName(note)}`);
    try {
      await file.write(new TextEncoder().encode(writeNote(parts)));
    } finally {
      await file.close();
    }
  }

  /** Takes the note away, once the batch is logged or all that it has made is gone; before it the log's own hidden name. */
  async unnote(note: StagingNote): Promise<void> {
    await this.#disk.remove(`${this.#folder}/${temporaryLog(note.batchId, note.attempt)}`);
    await this.#disk.remove(`${this.#folder}/${noteName(note)}`);
  }

  /**
   * Removes what batches of the query `queryId` left behind when they were broken off: files that one of its notes names and the log
   * does not. No such batch may be under way. What the disk will not let go of stays, with its note.
   */
  async clean(queryId: string): Promise<void> {
    const names = await this.#disk.list(this.#folder);
    const notes = names.flatMap((name) => {
      const note = noteOfName(name);
      return note !== null && name === noteName({ ...note, queryId }) ? [note] : [];
    });
    if (notes.length === 0) return;
    // By their names, which are each given once: the folder may have been moved since, with its log as it was.
    const logged = new Set((await this.#before((await this.latest()) + 1)).map(nameInEntry));
    // What stays is in nobody's way, and the next start tries again.
    for (const note of notes) await this.#cleanUp({ ...note, queryId }, logged).catch(() => undefined);
  }

  async #cleanUp(note: StagingNote, logged: ReadonlySet<string>): Promise<void> {
    for (const part of readNote((await this.#disk.readText(`${this.#folder}/${noteName(note)}`)) ?? '')) {
      if (logged.has(part.slice(part.lastIndexOf('/') + 1))) continue;
      await this.#disk.remove(`${this.#target}/${temporaryPath(part)}`);
      await this.#disk.remove(`${this.#target}/${part}`);
    }
    await this.unnote(note);
  }

  async #publish(batchId: number, text: string, attempt: string): Promise<void> {
    const temporary = `${this.#folder}/${temporaryLog(batchId, attempt)}`;
    const path = `${this.#folder}/${logName(batchId)}`;
    const file = await this.#disk.create(temporary);
    try {
      await file.write(new TextEncoder().encode(text));
      await file.sync();
    } finally {
      await file.close();
    }
    if (!(await this.#publishAs(temporary, path, batchId))) {
      throw new EngineError('EXE-125', { path: this.#target, batch: batchId });
    }
    await this.#disk.sync(this.#folder);
  }

  async #publishAs(temporary: string, path: string, batchId: number): Promise<boolean> {
    try {
      const isOurs = await this.#disk.publish(temporary, path);
      if (isOurs) this.#published = batchId;
      return isOurs;
    } catch (error) {
      // A disk may do its work and still fail: what the log may name must stay.
      const isThere = await this.#disk
        .facts(path)
        .then((facts) => facts !== null)
        .catch(() => true);
      if (isThere) this.#published = batchId;
      throw error;
    }
  }

  /** Lines of all batches before `batchId`: those of the last compact log, then those of each batch since. */
  async #before(batchId: number): Promise<string[]> {
    const names = await this.#logged();
    let start = batchId - 1;
    while (start > 0 && !isCompaction(start)) start--;
    const lines: string[] = [];
    for (let id = Math.max(start, 0); id < batchId; id++) {
      lines.push(...(await this.#read(names.get(id) ?? logName(id))));
    }
    return lines;
  }

  async #read(name: string): Promise<string[]> {
    const path = `${this.#folder}/${name}`;
    const text = await this.#disk.readText(path);
    if (text === null) throw new EngineError('EXE-124', { path, reason: 'ENOENT' });
    const [version, ...lines] = text.split('\n');
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
    for (const name of await this.#disk.list(this.#folder)) {
      const found = /^(\d{1,15})(\.compact)?$/.exec(name);
      if (found === null) continue;
      const id = Number(must(found[1], 'the pattern has digits'));
      if (found[2] !== undefined || !names.has(id)) names.set(id, name);
    }
    return names;
  }

  /**
   * Keeps the last hundred batches and the compact log that they build on. A disk that lets nothing go loses nothing either: the batch
   * stays logged, and the next compact log tries again.
   */
  async #purge(batchId: number): Promise<void> {
    const oldest = Math.floor((batchId - BATCHES_TO_RETAIN + 1) / COMPACT_INTERVAL) * COMPACT_INTERVAL - 1;
    try {
      for (const [id, name] of await this.#logged()) {
        if (id >= oldest) continue;
        await this.#disk.remove(`${this.#folder}/${name}`);
        // Spark keeps a checksum beside each file that it writes.
        await this.#disk.remove(`${this.#folder}/.${name}.crc`);
      }
    } catch {
      // As said above.
    }
  }
}

/** Under what name a part is written before it is whole, below the target: readers pass over it. */
export function temporaryPath(part: string): string {
  const at = part.lastIndexOf('/') + 1;
  return `${part.slice(0, at)}.${part.slice(at)}.tmp`;
}

function temporaryLog(batchId: number, attempt: string): string {
  return `.${logName(batchId)}.${attempt}.tmp`;
}

function logName(batchId: number): string {
  return isCompaction(batchId) ? `${batchId}.compact` : String(batchId);
}

function isCompaction(batchId: number): boolean {
  return (batchId + 1) % COMPACT_INTERVAL === 0;
}

/** The name of the file that an entry is about. Part files have no signs that a URI would escape. */
function nameInEntry(line: string): string {
  const { path } = JSON.parse(line) as { readonly path: string };
  return path.slice(path.lastIndexOf('/') + 1);
}

function isEntry(line: string): boolean {
  try {
    const value = JSON.parse(line) as Record<string, unknown> | null;
    if (typeof value !== 'object' || value === null) return false;
    const { path, size, modificationTime, action } = value;
    return (
      typeof path === 'string' &&
      path !== '' &&
      Number.isInteger(size) &&
      Number.isInteger(modificationTime) &&
      (action === 'add' || action === 'delete')
    );
  } catch {
    return false;
  }
}
