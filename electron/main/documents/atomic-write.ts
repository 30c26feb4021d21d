import { createHash, randomBytes } from 'node:crypto';
import * as fileSystem from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

/** The operations that a write is made of, so that a test can break it off at each of them. */
export interface WriteOperations {
  realpath(path: string): Promise<string>;
  stat(path: string): Promise<{ readonly mode: number }>;
  open(path: string, flags: string, mode?: number): Promise<WriteHandle>;
  rename(from: string, to: string): Promise<void>;
  rm(path: string, options: { readonly force: boolean }): Promise<void>;
}

export interface WriteHandle {
  chmod(mode: number): Promise<void>;
  writeFile(bytes: Uint8Array): Promise<void>;
  sync(): Promise<void>;
  close(): Promise<void>;
}

/** A file that a write left behind when the app was ended in the middle of it; no write takes that long. */
const LEFTOVER_MS_MIN = 60 * 60 * 1000;

/**
 * Writes `content` (a text as UTF-8) so that at every moment, a power cut included, the file holds either what it held or all of
 * `content`: a new file beside it is written, forced to disk and renamed over it. A link is followed, so that it stays a link;
 * the permissions of the file are kept. Returns the file's fingerprint. Throws what the file system throws; nothing is left
 * behind then.
 */
export async function writeFileAtomically(
  path: string,
  content: string | Uint8Array,
  operations: WriteOperations = fileSystem,
): Promise<string> {
  const { realpath, stat, open, rename, rm } = operations;
  const bytes = typeof content === 'string' ? Buffer.from(content, 'utf8') : content;
  const target = await realpath(path).catch(() => path);
  const mode = await stat(target).then(
    (found) => found.mode & 0o777,
    () => undefined,
  );
  const temporary = join(dirname(target), `${temporaryPrefix(target)}${randomBytes(6).toString('hex')}.tmp`);
  try {
    const file = await open(temporary, 'wx', mode ?? 0o644);
    try {
      if (mode !== undefined) await file.chmod(mode);
      await file.writeFile(bytes);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, target);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
  await syncFolder(dirname(target), open);
  return fingerprintOf(bytes);
}

/** What a file holds, in short: two files of the same fingerprint hold the same. */
export function fingerprintOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

/** Removes what writes of this file left behind in its folder, if any did. Never rejects: nothing depends on it. */
export async function removeLeftovers(path: string, nowMs: number): Promise<void> {
  const { realpath, readdir, stat, rm } = fileSystem;
  const target = await realpath(path).catch(() => path);
  const prefix = temporaryPrefix(target);
  const names = await readdir(dirname(target)).catch(() => []);
  for (const name of names) {
    if (!name.startsWith(prefix) || !/^[0-9a-f]{12}\.tmp$/.test(name.slice(prefix.length))) continue;
    const leftover = join(dirname(target), name);
    const found = await stat(leftover).catch(() => null);
    if (found !== null && nowMs - found.mtimeMs > LEFTOVER_MS_MIN) await rm(leftover, { force: true }).catch(() => {});
  }
}

function temporaryPrefix(target: string): string {
  return `.${basename(target).slice(0, 100)}.`;
}

/** Makes the rename itself durable, where the system lets a folder be opened. */
async function syncFolder(path: string, open: WriteOperations['open']): Promise<void> {
  const folder = await open(path, 'r').catch(() => undefined);
  if (folder === undefined) return;
  try {
    await folder.sync();
  } catch {
    // Windows and some network shares refuse; the file is whole either way.
  } finally {
    await folder.close();
  }
}
