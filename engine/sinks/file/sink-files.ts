import { link, mkdir, open, readdir, readFile, rename, rm, rmdir, stat } from 'node:fs/promises';
import process from 'node:process';

export interface FileFacts {
  readonly kind: 'file' | 'folder' | 'other';
  readonly sizeBytes: number;
  /** Milliseconds since 1970, whole. */
  readonly modifiedMs: number;
}

/** A file that is being written. */
export interface OpenTarget {
  write(bytes: Uint8Array): Promise<void>;
  close(): Promise<void>;
}

/** What the file sink does to the disk, as a port, so that what disks do wrong can be tried in tests. Fails as Node does. */
export interface SinkFiles {
  /** Null where there is nothing. Follows links. */
  facts(path: string): Promise<FileFacts | null>;
  /** Names in a folder, in no order; empty where there is no such folder. */
  list(folder: string): Promise<string[]>;
  /** Null where there is no such file. */
  readText(path: string): Promise<string | null>;
  /** Makes a folder and those above it. Returns the first that was missing, or null. */
  makeFolder(path: string): Promise<string | null>;
  create(path: string): Promise<OpenTarget>;
  /** Puts a file in the place of another name, or of nothing. */
  rename(from: string, to: string): Promise<void>;
  /** Gives a whole file a second name at once. False where there is a file of that name already. */
  publish(from: string, to: string): Promise<boolean>;
  /** On return the file (or the names in the folder) outlasts a power cut. */
  sync(path: string): Promise<void>;
  /** Removes a file; a missing one is no error. */
  remove(path: string): Promise<void>;
  /** Removes a folder if it is empty. */
  removeFolder(path: string): Promise<void>;
}

export const nodeSinkFiles: SinkFiles = {
  async facts(path) {
    const found = await stat(path).catch(missing);
    if (found === null) return null;
    const kind = found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other';
    return { kind, sizeBytes: found.size, modifiedMs: Math.floor(found.mtimeMs) };
  },
  list: async (folder) => (await readdir(folder).catch(missing)) ?? [],
  readText: (path) => readFile(path, 'utf8').catch(missing),
  makeFolder: async (path) => (await mkdir(path, { recursive: true })) ?? null,
  async create(path) {
    const file = await open(path, 'w');
    return {
      write: async (bytes) => {
        await file.writeFile(bytes);
      },
      close: () => file.close(),
    };
  },
  rename,
  async publish(from, to) {
    try {
      await link(from, to);
      return true;
    } catch (error) {
      if (codeOf(error) === 'EEXIST') return false;
      if (!NO_LINKS.has(codeOf(error) ?? '')) throw error;
    }
    return renameUnlessThere(from, to);
  },
  async sync(path) {
    // Windows opens no folders, and needs no such step.
    if (process.platform === 'win32' && (await stat(path)).isDirectory()) return;
    const file = await open(path, process.platform === 'win32' ? 'r+' : 'r');
    try {
      await file.sync();
    } finally {
      await file.close();
    }
  },
  remove: (path) => rm(path, { force: true }),
  removeFolder: rmdir,
};

/** What file systems without hard links say. */
const NO_LINKS: ReadonlySet<string> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EXDEV', 'EMLINK']);

/** Not safe against somebody who does the same at the same moment, but whole or not at all. */
async function renameUnlessThere(from: string, to: string): Promise<boolean> {
  if ((await stat(to).catch(missing)) !== null) return false;
  await rename(from, to);
  return true;
}

/** The system's name for what went wrong: `EACCES`; undefined where the error is none of the system's. */
export function codeOf(error: unknown): string | undefined {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}

function missing(error: unknown): null {
  const code = codeOf(error);
  if (code === 'ENOENT' || code === 'ENOTDIR') return null;
  throw error;
}
