import { assert } from '../../base/assert.ts';
import { EngineError } from '../../base/errors/engine-error.ts';
import { SINK_LOG_FOLDER } from '../../base/table-folders.ts';
import type { FileSlice } from '../file-slice.ts';
import { isHiddenName } from './discovery.ts';
import { fileUnreadable, folderUnreadable, notAFile, sinkLogDamaged } from './file-errors.ts';
import type { FileSystem, PathFacts } from './file-system.ts';
import { compileGlob, expandBraces, isGlob } from './glob.ts';
import { isPartitionFolder } from './partition-folders.ts';
import type { DiscoveryOptions } from './reader-options.ts';
import { entriesToRead, readEntry } from './sink-log.ts';

export interface ListingSettings {
  readonly nodeId: string;
  /** Absolute folder, file or glob. */
  readonly path: string;
  readonly options: Pick<
    DiscoveryOptions,
    'pathGlobFilter' | 'recursiveFileLookup' | 'modifiedBeforeMs' | 'modifiedAfterMs'
  >;
}

/** So many files are looked at at a time. */
const STATS_AT_ONCE = 64;

/** Lists the files of a source (semantics 1.1), in no particular order. */
export class FileListing {
  readonly #settings: ListingSettings;
  readonly #files: FileSystem;
  readonly #matchesFilter: (name: string) => boolean;
  /** Whether a file sink's log says what there is; null until something was found. */
  #hasSinkLog: boolean | null = null;

  constructor(settings: ListingSettings, files: FileSystem) {
    this.#settings = settings;
    this.#files = files;
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
   * Throws SRC-002 for a folder and SRC-003 for a file that cannot be looked at, SRC-007 for a path that is neither, SRC-156 for
   * a log that is damaged.
   */
  async list(): Promise<FileSlice[]> {
    const found = new Map<string, FileSlice>();
    if (await this.hasSinkLog()) await this.#listSinkLog(found);
    else await this.#listRoots(found);
    // Once files were found one way, a log that comes or goes changes nothing.
    if (found.size > 0) this.#hasSinkLog ??= await this.hasSinkLog();
    return [...found.values()];
  }

  /** Whether the files are those of a file sink's log. */
  async hasSinkLog(): Promise<boolean> {
    if (this.#hasSinkLog !== null) return this.#hasSinkLog;
    const path = trimmed(this.#settings.path);
    return !isHiddenName(nameOf(path)) && (await this.#stat(`${path}/${SINK_LOG_FOLDER}`))?.kind === 'folder';
  }

  async #listSinkLog(found: Map<string, FileSlice>): Promise<void> {
    const log = `${trimmed(this.#settings.path)}/${SINK_LOG_FOLDER}`;
    const entries = entriesToRead(await this.#names(log));
    if (entries === null) throw sinkLogDamaged(this.#settings.nodeId, log);
    for (const entry of entries) {
      const text = await this.#readText(`${log}/${entry}`);
      const files = text === null ? null : readEntry(text);
      if (files === null) throw sinkLogDamaged(this.#settings.nodeId, `${log}/${entry}`);
      for (const { path, sizeBytes, modifiedMs } of files) {
        this.#take(path, { kind: 'file', sizeBytes, modifiedMs, identity: path }, found);
      }
    }
  }

  async #listRoots(found: Map<string, FileSlice>): Promise<void> {
    for (const root of await this.#roots()) {
      if (isHiddenName(nameOf(root.path))) continue;
      if (root.facts.kind === 'folder') await this.#listFolder(root.path, [root.facts.identity], found);
      else if (root.facts.kind === 'file') this.#take(root.path, root.facts, found);
      else throw notAFile(this.#settings.nodeId, root.path);
    }
  }

  async #listFolder(folder: string, above: readonly string[], found: Map<string, FileSlice>): Promise<void> {
    const names = (await this.#names(folder)).filter((name) => !isHiddenName(name));
    for (let at = 0; at < names.length; at += STATS_AT_ONCE) {
      const paths = names.slice(at, at + STATS_AT_ONCE).map((name) => `${folder === '/' ? '' : folder}/${name}`);
      const facts = await Promise.all(paths.map((path) => this.#stat(path)));
      for (const [i, path] of paths.entries()) {
        const known = facts[i];
        if (known === null || known === undefined) continue;
        if (known.kind === 'file') this.#take(path, known, found);
        else if (known.kind === 'folder' && this.#descends(path) && !above.includes(known.identity)) {
          await this.#listFolder(path, [...above, known.identity], found);
        }
      }
    }
  }

  /** A link back to a folder above is never followed: the caller compares identities. */
  #descends(folder: string): boolean {
    return this.#settings.options.recursiveFileLookup || isPartitionFolder(nameOf(folder));
  }

  #take(path: string, facts: PathFacts, found: Map<string, FileSlice>): void {
    const { modifiedBeforeMs, modifiedAfterMs } = this.#settings.options;
    if (!this.#matchesFilter(nameOf(path))) return;
    if (modifiedBeforeMs !== null && facts.modifiedMs >= modifiedBeforeMs) return;
    if (modifiedAfterMs !== null && facts.modifiedMs <= modifiedAfterMs) return;
    found.set(path, { path, sizeBytes: facts.sizeBytes, modifiedMs: facts.modifiedMs });
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
    for (const path of folders) {
      const facts = await this.#stat(path);
      if (facts !== null) roots.set(path, facts);
    }
  }

  async #matching(folder: string, part: string, isLast: boolean): Promise<string[]> {
    if (!isGlob(part)) return [`${folder}/${part}`];
    const { nodeId, path } = this.#settings;
    const matches = compileGlob(part);
    if (matches === null) throw new EngineError('SRC-014', { path }, { nodeId, setting: 'path' });
    // A folder that a glob only passes through may be closed to us, or be a file: it then names nothing.
    const names = await this.#names(folder === '' ? '/' : folder, !isLast);
    return names.filter(matches).map((name) => `${folder}/${name}`);
  }

  async #names(folder: string, mayFail = false): Promise<string[]> {
    try {
      return (await this.#files.list(folder)) ?? [];
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

  async #stat(path: string): Promise<PathFacts | null> {
    assert(path.length > 0, 'a path is not empty');
    try {
      return await this.#files.stat(path);
    } catch (cause) {
      throw fileUnreadable(this.#settings.nodeId, path, cause);
    }
  }
}

function nameOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** Without slashes at the end, which say nothing. */
function trimmed(path: string): string {
  return path.replace(/(?!^)\/+$/, '');
}
