import { assert } from '../../base/assert.ts';
import { EngineError } from '../../base/errors/engine-error.ts';
import { SINK_LOG_FOLDER } from '../../base/table-folders.ts';
import type { FileSlice } from '../file-slice.ts';
import { Pacer } from '../pacer.ts';
import { isHiddenName } from './discovery.ts';
import { fileUnreadable, folderUnreadable, notAFile, sinkLogDamaged } from './file-errors.ts';
import type { FileSystem, PathFacts } from './file-system.ts';
import { FolderNames, pathIn } from './folder-names.ts';
import { compileGlob, expandBraces, isGlob } from './glob.ts';
import { isPartitionFolder } from './partition-folders.ts';
import type { DiscoveryOptions } from './reader-options.ts';
import { entriesToRead, readEntry, type SinkLogFile } from './sink-log.ts';

export interface ListingSettings {
  readonly nodeId: string;
  /** Absolute folder, file or glob. */
  readonly path: string;
  readonly options: Pick<
    DiscoveryOptions,
    'pathGlobFilter' | 'recursiveFileLookup' | 'modifiedBeforeMs' | 'modifiedAfterMs'
  >;
}

/** Looks at the clock come once in so many files. */
const FILES_A_TURN = 64;

/** A complete look is due again when this many times its own length has passed, so that it never costs more than 1 in so many. */
const COMPLETE_LOOK_EVERY = 200;
/** ... and at the latest after this, in ms: other work on the thread can make it look long. */
const COMPLETE_LOOK_MS_MAX = 30_000;

/** So often a log that changes while it is read is read. */
const SINK_LOG_TRIES = 3;

/** What a source remembers of files; by their paths. */
export interface KnownFiles {
  /** Whether the file was taken, so that it is not new whatever becomes of it. */
  isTaken(path: string): boolean;
  /** Whether a file with this time of change would be taken. */
  isNew(path: string, modifiedMs: number): boolean;
}

/** More files than this that are too old to be taken are looked at in complete looks only. */
const PAST_FILES_MAX = 100;

/** What a listing reads the time from. */
export interface ListingClock {
  /** Milliseconds since 1970. */
  now(): number;
  /** Milliseconds on a clock that never goes back. */
  monotonic(): number;
}

const machineClock: ListingClock = { now: () => Date.now(), monotonic: () => performance.now() };

const neverAborted = new AbortController().signal;

/** Lists the files of a source (semantics 1.1), in no particular order. */
export class FileListing {
  readonly #settings: ListingSettings;
  readonly #files: FileSystem;
  readonly #clock: ListingClock;
  readonly #names: FolderNames;
  readonly #matchesFilter: (name: string) => boolean;
  /** Whether a path is passed over in the running look. */
  #isDone: (path: string) => boolean = () => false;
  #known: KnownFiles | null = null;
  /** Files that were there at the last complete look or since, not taken and too old to be. */
  readonly #past = new Set<string>();
  #completeLook = { endedMs: Number.NEGATIVE_INFINITY, tookMs: 0 };
  #pacer = new Pacer(neverAborted);
  /** Entries of a file sink's log, which never change once they are there. */
  #sinkLog: ReadonlyMap<string, readonly SinkLogFile[]> = new Map();
  #hasSeenFiles = false;
  /** Whether a file sink's log says what there is; null until something was found. */
  #hasSinkLog: boolean | null = null;

  constructor(settings: ListingSettings, files: FileSystem, clock: ListingClock = machineClock) {
    this.#settings = settings;
    this.#files = files;
    this.#clock = clock;
    this.#names = new FolderNames(files, () => clock.now());
    const filter = settings.options.pathGlobFilter;
    this.#matchesFilter = (filter === null ? null : compileGlob(filter)) ?? (() => true);
  }

  /** Whether the path, or for a glob anything that it names, is there. */
  async exists(): Promise<boolean> {
    return (await this.#roots()).length > 0;
  }

  /**
   * All files that are there now: of a folder its own files, of `key=value` folders in it theirs too, and with
   * `recursiveFileLookup` those of all folders below. A path that is gone gives none.
   *
   * Where the path (no glob) is a folder that a file sink has written, its log is read in the place of the folder.
   *
   * Who says which files he knows gets only those that are new to him, and most of his files are not even looked at: a folder
   * that has not changed is not read again, and of one that has only the other files are asked for their times. A complete look
   * comes as often as it can without costing much, so that what the time of a folder does not show is found all the same: a
   * taken file that has given way to a folder, one of many old files that was written anew.
   *
   * Throws SRC-002 for a folder and SRC-003 for a file that cannot be looked at, SRC-007 for a path that is neither, SRC-156 for
   * a log that is damaged.
   */
  async list(known: KnownFiles | null = null): Promise<FileSlice[]> {
    const startedMs = this.#clock.monotonic();
    const { endedMs, tookMs } = this.#completeLook;
    const isDueMs = endedMs + Math.min(COMPLETE_LOOK_MS_MAX, tookMs * COMPLETE_LOOK_EVERY);
    const isComplete = known === null || startedMs >= isDueMs;
    this.#isDone = isComplete ? () => false : (path) => known.isTaken(path) || this.#isPast(path);
    this.#known = known;
    if (isComplete) {
      this.#past.clear();
      this.#names.forget();
      this.#sinkLog = new Map();
    }
    this.#pacer = new Pacer(neverAborted);
    const found = new Map<string, FileSlice>();
    if (await this.hasSinkLog()) {
      await this.#listSinkLog(found);
    } else {
      await this.#listRoots(found);
      // A sink that has begun in between may have put files there that no log names yet.
      if (this.#hasSinkLog === null && (await this.hasSinkLog())) {
        found.clear();
        await this.#listSinkLog(found);
      }
    }
    // Once files were found one way, a log that comes or goes changes nothing.
    if (this.#hasSeenFiles) this.#hasSinkLog ??= await this.hasSinkLog();
    const nowMs = this.#clock.monotonic();
    if (isComplete) this.#completeLook = { endedMs: nowMs, tookMs: nowMs - startedMs };
    return [...found.values()];
  }

  /** Whether the files are those of a file sink's log. */
  async hasSinkLog(): Promise<boolean> {
    if (this.#hasSinkLog !== null) return this.#hasSinkLog;
    const path = trimmed(this.#settings.path);
    return !isHiddenName(nameOf(path)) && (await this.#stat(`${path}/${SINK_LOG_FOLDER}`))?.kind === 'folder';
  }

  /** A log of which parts go or change while it is read, as older entries do once a later one says it all, is read once more. */
  async #listSinkLog(found: Map<string, FileSlice>): Promise<void> {
    const log = `${trimmed(this.#settings.path)}/${SINK_LOG_FOLDER}`;
    let read = await this.#readSinkLog(log);
    for (let tries = 1; typeof read === 'string'; tries++) {
      if (tries === SINK_LOG_TRIES) throw sinkLogDamaged(this.#settings.nodeId, read);
      this.#names.forget();
      read = await this.#readSinkLog(log);
    }
    this.#sinkLog = read;
    for (const { path, sizeBytes, modifiedMs } of [...read.values()].flat()) {
      if (!this.#isDone(path)) this.#take({ path, sizeBytes, modifiedMs, hasLoggedTime: true }, found);
    }
  }

  /** The log's entries, or the path of what of it makes no sense. */
  async #readSinkLog(log: string): Promise<ReadonlyMap<string, readonly SinkLogFile[]> | string> {
    const entries = entriesToRead(await this.#namesIn(log));
    if (entries === null) return log;
    const read = new Map<string, readonly SinkLogFile[]>();
    for (const entry of entries) {
      const text = this.#sinkLog.has(entry) ? null : await this.#readText(`${log}/${entry}`);
      const files = this.#sinkLog.get(entry) ?? (text === null ? null : readEntry(text));
      if (files === null) return `${log}/${entry}`;
      read.set(entry, files);
    }
    return read;
  }

  async #listRoots(found: Map<string, FileSlice>): Promise<void> {
    for (const root of await this.#roots()) {
      if (isHiddenName(nameOf(root.path))) continue;
      if (root.facts.kind === 'folder') await this.#listFolder(root.path, [root.facts.identity], found);
      else if (root.facts.kind === 'file') this.#take({ path: root.path, ...sliceFacts(root.facts) }, found);
      else throw notAFile(this.#settings.nodeId, root.path);
    }
  }

  async #listFolder(folder: string, above: readonly string[], found: Map<string, FileSlice>): Promise<void> {
    const names = await this.#namesIn(folder);
    let looks = 0;
    for (const name of names) {
      if (isHiddenName(name)) continue;
      const path = pathIn(folder, name);
      const facts = this.#statNow(path);
      if (facts?.kind === 'file') this.#take({ path, ...sliceFacts(facts) }, found);
      else if (facts?.kind === 'folder' && this.#descends(path) && !above.includes(facts.identity)) {
        await this.#listFolder(path, [...above, facts.identity], found);
      }
      if (++looks % FILES_A_TURN === 0 && this.#pacer.isDue) await this.#pacer.rest();
    }
  }

  #isPast(path: string): boolean {
    return this.#past.size > PAST_FILES_MAX && this.#past.has(path);
  }

  /** A link back to a folder above is never followed: the caller compares identities. */
  #descends(folder: string): boolean {
    return this.#settings.options.recursiveFileLookup || isPartitionFolder(nameOf(folder));
  }

  #take(file: FileSlice, found: Map<string, FileSlice>): void {
    const { path, modifiedMs } = file;
    const { modifiedBeforeMs, modifiedAfterMs } = this.#settings.options;
    if (!this.#matchesFilter(nameOf(path))) return;
    if (modifiedBeforeMs !== null && modifiedMs >= modifiedBeforeMs) return;
    if (modifiedAfterMs !== null && modifiedMs <= modifiedAfterMs) return;
    this.#hasSeenFiles = true;
    if (this.#known !== null && !this.#known.isNew(path, modifiedMs)) {
      if (!this.#known.isTaken(path)) this.#past.add(path);
      return;
    }
    this.#past.delete(path);
    found.set(path, file);
  }

  /** The path itself, or what its glob names now. A path that is there as it is written is never taken for a glob. */
  async #roots(): Promise<{ path: string; facts: PathFacts }[]> {
    const { path, nodeId } = this.#settings;
    const plain = await this.#stat(trimmed(path));
    if (plain !== null) return [{ path: trimmed(path), facts: plain }];
    if (!isGlob(path)) return [];
    const alternatives = expandBraces(path);
    if (alternatives === null) throw new EngineError('SRC-014', { path }, { nodeId, setting: 'path' });
    const roots = new Map<string, PathFacts>();
    for (const alternative of alternatives) await this.#glob(alternative.split('/'), roots);
    return [...roots].map(([found, facts]) => ({ path: found, facts }));
  }

  async #glob(parts: readonly string[], roots: Map<string, PathFacts>): Promise<void> {
    let folders = [parts[0] ?? ''];
    for (const [i, part] of parts.slice(1).entries()) {
      if (part === '') continue;
      const isLast = i === parts.length - 2;
      const matched: string[] = [];
      for (const folder of folders) matched.push(...(await this.#matching(folder, part, isLast)));
      folders = matched;
    }
    let looks = 0;
    for (const path of folders) {
      const facts = this.#statNow(path);
      if (facts !== null) roots.set(path, facts);
      if (++looks % FILES_A_TURN === 0 && this.#pacer.isDue) await this.#pacer.rest();
    }
  }

  async #matching(folder: string, part: string, isLast: boolean): Promise<string[]> {
    if (!isGlob(part)) return [`${folder}/${part}`];
    const { nodeId, path } = this.#settings;
    const matches = compileGlob(part);
    if (matches === null) throw new EngineError('SRC-014', { path }, { nodeId, setting: 'path' });
    // A folder that a glob only passes through may be closed to us, or be a file: it then names nothing.
    const names = await this.#namesIn(folder === '' ? '/' : folder, !isLast);
    return names.filter(matches).map((name) => `${folder}/${name}`);
  }

  async #namesIn(folder: string, mayFail = false): Promise<readonly string[]> {
    try {
      return await this.#names.in(folder, this.#isDone);
    } catch (cause) {
      if (mayFail) return [];
      throw folderUnreadable(this.#settings.nodeId, folder, cause);
    }
  }

  async #readText(path: string): Promise<string | null> {
    try {
      return await this.#files.readText(path);
    } catch (cause) {
      throw fileUnreadable(this.#settings.nodeId, path, cause);
    }
  }

  /** For many files: each look takes less time than handing it to another thread would. */
  #statNow(path: string): PathFacts | null {
    try {
      return this.#files.statSync(path);
    } catch (cause) {
      throw fileUnreadable(this.#settings.nodeId, path, cause);
    }
  }

  async #stat(path: string): Promise<PathFacts | null> {
    assert(path.length > 0, 'a path is not empty');
    try {
      return await this.#files.stat(path);
    } catch (cause) {
      throw fileUnreadable(this.#settings.nodeId, path, cause);
    }
  }
}

function sliceFacts({ sizeBytes, modifiedMs, inode }: PathFacts) {
  return { sizeBytes, modifiedMs, inode };
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Without slashes at the end, which say nothing. */
function trimmed(path: string): string {
  return path.replace(/(?!^)\/+$/, '');
}
