/**
 * The machine's disk. Calls that only look at or change names and small pieces wait for the system: handing them to another thread
 * takes five times as long as they do. What waits for the device itself, or moves much, leaves this thread free.
 */
import {
  closeSync,
  constants,
  fstatSync,
  fsync,
  linkSync,
  mkdirSync,
  openSync,
  read,
  readSync,
  renameSync,
  rmdirSync,
  type Stats,
  statSync,
  unlinkSync,
  write,
  writeSync,
} from 'node:fs';
import { readdir } from 'node:fs/promises';
import process from 'node:process';
import { promisify } from 'node:util';
import type { Disk, FileToRead, FileToWrite } from '../base/disk.ts';
import { diskFaultOf } from '../base/disk-fault.ts';
import { systemCode } from '../base/system-code.ts';

/** Longest piece that is read or written while the thread waits: some 20 µs of copying. */
const WAITED_BYTES_MAX = 64 * 1024;

/** What file systems without hard links say. */
const NO_LINKS: ReadonlySet<string> = new Set(['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EXDEV', 'EMLINK']);

/** A pipe of the name of a file would else keep the thread waiting for somebody to write into it. Windows has no such flag. */
const TO_READ = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

const isWindows = process.platform === 'win32';
const forceOut = promisify(fsync);
const readPiece = promisify(read);
const writePiece = promisify(write);

export const nodeDisk: Disk = {
  async facts(path) {
    const found = statsOf(path);
    if (found === null) return null;
    const kind = found.isFile() ? 'file' : found.isDirectory() ? 'folder' : 'other';
    return { kind, sizeBytes: found.size, modifiedMs: Math.floor(found.mtimeMs) };
  },

  async list(folder) {
    try {
      return await readdir(folder);
    } catch (error) {
      if (isMissing(error)) return [];
      throw error;
    }
  },

  async readText(path) {
    const file = openToRead(path);
    if (file === null) return null;
    try {
      return await readAll(file);
    } finally {
      await file.close();
    }
  },

  openToRead: async (path) => openToRead(path),

  async makeFolder(path) {
    let first: string | null = null;
    for (let at = path; at !== '' && statsOf(at) === null; at = at.slice(0, at.lastIndexOf('/'))) first = at;
    mkdirSync(path, { recursive: true });
    return first;
  },

  create: async (path) => new OpenFile(openNew(path)),

  async rename(from, to) {
    renameSync(from, to);
  },

  async publish(from, to) {
    try {
      linkSync(from, to);
      return true;
    } catch (error) {
      const code = systemCode(error);
      if (code === 'EEXIST') return false;
      if (!NO_LINKS.has(code ?? '')) throw error;
    }
    return renameUnlessThere(from, to);
  },

  async sync(path) {
    // Windows opens no folders, and needs no such step.
    if (isWindows && statSync(path).isDirectory()) return;
    const descriptor = openSync(path, isWindows ? 'r+' : TO_READ);
    try {
      await forceOut(descriptor);
    } finally {
      closeSync(descriptor);
    }
  },

  async remove(path) {
    removeFile(path);
  },

  async removeFolder(path) {
    rmdirSync(path);
  },
};

/** A descriptor that is closed once, whatever is asked of it afterwards. */
class OpenFile implements FileToRead, FileToWrite {
  readonly sizeBytes: number;
  #descriptor: number | null;

  constructor(descriptor: number, sizeBytes = 0) {
    this.#descriptor = descriptor;
    this.sizeBytes = sizeBytes;
  }

  async read(into: Uint8Array, position: number): Promise<number> {
    if (into.length <= WAITED_BYTES_MAX) return readSync(this.#open, into, 0, into.length, position);
    return (await readPiece(this.#open, into, 0, into.length, position)).bytesRead;
  }

  async write(bytes: Uint8Array): Promise<void> {
    for (let written = 0; written < bytes.length; ) {
      const left = bytes.length - written;
      if (left <= WAITED_BYTES_MAX) written += writeSync(this.#open, bytes, written, left);
      else written += (await writePiece(this.#open, bytes, written, left)).bytesWritten;
    }
  }

  async sync(): Promise<void> {
    await forceOut(this.#open);
  }

  async close(): Promise<void> {
    const descriptor = this.#descriptor;
    this.#descriptor = null;
    if (descriptor !== null) closeSync(descriptor);
  }

  get #open(): number {
    if (this.#descriptor !== null) return this.#descriptor;
    throw Object.assign(new Error('EBADF: the file was closed'), { code: 'EBADF' });
  }
}

/**
 * A new file, never the old one emptied: that may have a second name by now, which a crash kept from being taken away, and be a whole
 * file under it.
 */
function openNew(path: string): number {
  try {
    return openSync(path, 'wx');
  } catch (error) {
    if (systemCode(error) !== 'EEXIST') throw error;
  }
  removeFile(path);
  return openSync(path, 'wx');
}

function removeFile(path: string): void {
  try {
    unlinkSync(path);
  } catch (error) {
    if (!isMissing(error)) throw error;
  }
}

function openToRead(path: string): FileToRead | null {
  let descriptor: number;
  try {
    descriptor = openSync(path, TO_READ);
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
  try {
    return new OpenFile(descriptor, fstatSync(descriptor).size);
  } catch (error) {
    closeSync(descriptor);
    throw error;
  }
}

/** Reads until less comes than there was room for: a size that was asked for before may be old. */
async function readAll(file: FileToRead): Promise<string> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  for (let room = file.sizeBytes + 1; ; room = WAITED_BYTES_MAX) {
    const piece = Buffer.allocUnsafe(room);
    const count = await file.read(piece, size);
    pieces.push(piece.subarray(0, count));
    size += count;
    if (count < room) return Buffer.concat(pieces, size).toString('utf8');
  }
}

/** Not safe against another process that does the same at the same moment, but whole or not at all. */
function renameUnlessThere(from: string, to: string): boolean {
  if (statsOf(to) !== null) return false;
  renameSync(from, to);
  return true;
}

/** Null where there is nothing of that name. */
function statsOf(path: string): Stats | null {
  try {
    return statSync(path, { throwIfNoEntry: false }) ?? null;
  } catch (error) {
    if (isMissing(error)) return null;
    throw error;
  }
}

function isMissing(error: unknown): boolean {
  const code = systemCode(error);
  return code !== undefined && diskFaultOf(code) === 'gone';
}
