import { closeSync, fstatSync, openSync, readSync, type Stats, statSync } from 'node:fs';
import { access, mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { systemCode } from '../../base/system-code.ts';

/** What is known of a path. */
export interface PathFacts {
  readonly kind: 'file' | 'folder' | 'other';
  readonly sizeBytes: number;
  /** Milliseconds since 1970, whole. */
  readonly modifiedMs: number;
  /** The same for two paths that lead to the same thing. */
  readonly identity: string;
  /** The file's number on its disk. */
  readonly inode: number;
}

export interface OpenFile {
  /** Reads at most `bytes.length` bytes from `position` on. Returns how many; 0 at the end. */
  read(bytes: Uint8Array, position: number): Promise<number>;
  /** What is known of the file that is open, whatever stands under its name by now. */
  facts(): Promise<PathFacts>;
  close(): Promise<void>;
}

/** The same for whoever reads pieces that come at once: nothing is scheduled in between. */
export interface OpenFileSync {
  read(bytes: Uint8Array, position: number): number;
  facts(): PathFacts;
  close(): void;
}

/** The disk as a port, so that what disks do wrong can be tried in tests. Fails as Node does: an error with a `code`. */
export interface FileSystem {
  /** Null where there is nothing (any more). Follows links. */
  stat(path: string): Promise<PathFacts | null>;
  statSync(path: string): PathFacts | null;
  /** Names of what a folder holds; null where there is no such folder (any more). */
  list(folder: string): Promise<string[] | null>;
  open(path: string): Promise<OpenFile>;
  openSync(path: string): OpenFileSync;
  /** A whole small file of UTF-8; null where there is none. */
  readText(path: string): Promise<string | null>;
  remove(path: string): Promise<void>;
  /** Moves a file within its file system and makes the folders that it needs. Fails where something is there already. */
  move(from: string, to: string): Promise<void>;
}

export const nodeFileSystem: FileSystem = {
  stat: (path) => stat(path).then(factsOf, nothing),
  statSync: (path) => {
    try {
      return factsOf(statSync(path));
    } catch (error) {
      return nothing(error);
    }
  },
  list: (folder) => readdir(folder).catch(nothing),
  async open(path) {
    const handle = await open(path, 'r');
    return {
      read: async (bytes, position) => (await handle.read(bytes, 0, bytes.length, position)).bytesRead,
      facts: async () => factsOf(await handle.stat()),
      close: () => handle.close(),
    };
  },
  openSync(path) {
    const descriptor = openSync(path, 'r');
    return {
      read: (bytes, position) => readSync(descriptor, bytes, 0, bytes.length, position),
      facts: () => factsOf(fstatSync(descriptor)),
      close: () => closeSync(descriptor),
    };
  },
  readText: (path) => readFile(path, 'utf8').catch(nothing),
  remove: (path) => rm(path),
  async move(from, to) {
    await mkdir(dirname(to), { recursive: true });
    const isThere = await access(to).then(() => true, nothing);
    if (isThere) throw Object.assign(new Error(`${to} is there already`), { code: 'EEXIST' });
    await rename(from, to);
  },
};

function factsOf(stats: Stats): PathFacts {
  return {
    kind: stats.isFile() ? 'file' : stats.isDirectory() ? 'folder' : 'other',
    sizeBytes: stats.size,
    modifiedMs: Math.floor(stats.mtimeMs),
    identity: `${stats.dev}:${stats.ino}`,
    inode: stats.ino,
  };
}

/** Null for an error that says that there is nothing; any other is thrown on. */
function nothing(error: unknown): null {
  if (isMissing(error)) return null;
  throw error;
}

/** Nothing is there: no such path, or a link that leads nowhere or in a circle. */
export function isMissing(error: unknown): boolean {
  const code = systemCode(error);
  return code === 'ENOENT' || code === 'ENOTDIR' || code === 'ELOOP';
}
