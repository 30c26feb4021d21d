import { must } from '../../base/assert.ts';
import { EngineError } from '../../base/errors/engine-error.ts';
import type { SourceLogEntry } from '../logged-source.ts';
import { pathOfUri } from './sink-log.ts';

/** A file as it was listed; the log of another program may know less of it. */
export interface LoggedFile {
  readonly path: string;
  readonly modifiedMs: number;
  readonly sizeBytes: number | null;
  readonly inode?: number | undefined;
}

/** Whose log it is: errors are located at `nodeId` and name `path`. */
export interface LogOwner {
  readonly nodeId: string;
  readonly path: string;
  /** Whether the source could have listed a file of this path. */
  readonly mayHold: (file: string) => boolean;
}

/** Stands for a number that is not known. */
const UNKNOWN = -1;
/** Furthest from 1970 that a time can be, in ms. */
const TIME_MS_MAX = 8.64e15;

/**
 * Which files belong to which offset, so that a range can be read again (semantics 1.6). Offsets count from 0. A stream comes to
 * have millions of files, so they are kept in columns.
 */
export class SourceLog {
  /** Of each offset, how many files there are up to its last. */
  readonly #ends: number[] = [];
  readonly #paths: string[] = [];
  readonly #modifiedMs: number[] = [];
  readonly #sizes: number[] = [];
  readonly #inodes: number[] = [];

  /** The last offset; -1 before the first. */
  get latest(): number {
    return this.#ends.length - 1;
  }

  /** Gives the files an offset of their own, the next one. */
  add(files: readonly LoggedFile[]): void {
    for (const file of files) this.#push(file);
    this.#ends.push(this.#paths.length);
  }

  /** Files of the offsets `(start, end]`, in the order in which they were taken. */
  between(start: number, end: number): LoggedFile[] {
    const files: LoggedFile[] = [];
    for (let at = this.#endOf(start); at < this.#endOf(end); at++) files.push(this.#fileAt(at));
    return files;
  }

  /** Calls `visit` with each file of all offsets, in the order in which they were taken. */
  forEach(visit: (path: string, modifiedMs: number) => void): void {
    for (const [at, path] of this.#paths.entries()) visit(path, must(this.#modifiedMs[at], 'a file has a time'));
  }

  /** Entries of offset `from` and later. */
  export(from = 0): SourceLogEntry[] {
    const entries: SourceLogEntry[] = [];
    for (let batchId = from; batchId <= this.latest; batchId++) {
      for (const { path, modifiedMs, sizeBytes, inode } of this.between(batchId - 1, batchId)) {
        const more = { ...(sizeBytes === null ? {} : { size: sizeBytes }), ...(inode === undefined ? {} : { inode }) };
        entries.push({ path, timestamp: modifiedMs, batchId, ...more });
      }
    }
    return entries;
  }

  /**
   * Takes back what `export` gave, or what Spark has written, into a log that is empty. Throws SRC-013 for entries that are no such
   * log, SRC-161 for a file that the source could not have listed, SRC-162 for one that is there twice; a file may come again only
   * if it was changed since.
   */
  restore(entries: readonly SourceLogEntry[], owner: LogOwner): void {
    const takenMs = new Map<string, number>();
    for (const [index, saved] of entries.entries()) {
      const entry = index + 1;
      const { nodeId } = owner;
      const file = readEntry(saved);
      const { batchId } = saved ?? {};
      const isNext = batchId === this.#ends.length || (batchId === this.latest && batchId >= 0);
      if (file === null || !isNext) throw new EngineError('SRC-013', { entry }, { nodeId });
      const { path, modifiedMs } = file;
      if (!owner.mayHold(path)) throw new EngineError('SRC-161', { entry, file: path, path: owner.path }, { nodeId });
      const beforeMs = takenMs.get(path);
      if (beforeMs !== undefined && beforeMs >= modifiedMs) {
        throw new EngineError('SRC-162', { entry, file: path }, { nodeId });
      }
      takenMs.set(path, modifiedMs);
      this.#push(file);
      this.#ends[batchId] = this.#paths.length;
    }
  }

  #push({ path, modifiedMs, sizeBytes, inode }: LoggedFile): void {
    this.#paths.push(path);
    this.#modifiedMs.push(modifiedMs);
    this.#sizes.push(sizeBytes ?? UNKNOWN);
    this.#inodes.push(inode ?? UNKNOWN);
  }

  #endOf(offset: number): number {
    return offset < 0 ? 0 : (this.#ends[Math.min(offset, this.latest)] ?? 0);
  }

  #fileAt(at: number): LoggedFile {
    const sizeBytes = this.#sizes[at] ?? UNKNOWN;
    const inode = this.#inodes[at] ?? UNKNOWN;
    return {
      path: must(this.#paths[at], 'a file at its place'),
      modifiedMs: must(this.#modifiedMs[at], 'a file has a time'),
      sizeBytes: sizeBytes === UNKNOWN ? null : sizeBytes,
      inode: inode === UNKNOWN ? undefined : inode,
    };
  }
}

/** A file of a saved log; null for what is none. Somebody else may have written the log, so nothing is certain. */
function readEntry(saved: SourceLogEntry): LoggedFile | null {
  const { path: uri, timestamp, size, inode } = (saved ?? {}) as Partial<Record<keyof SourceLogEntry, unknown>>;
  if (typeof uri !== 'string' || typeof timestamp !== 'number' || !(Math.abs(timestamp) <= TIME_MS_MAX)) return null;
  if (size !== undefined && !isCount(size)) return null;
  if (inode !== undefined && !isCount(inode)) return null;
  try {
    return { path: pathOfUri(uri), modifiedMs: timestamp, sizeBytes: size ?? null, inode };
  } catch {
    // A URI that names no path of this machine.
    return null;
  }
}

function isCount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}
