/** Whole files that outlast a power cut: whatever happens, a name stands for nothing or for all of the bytes. */
import type { Disk } from './disk.ts';
import { systemCode } from './system-code.ts';

/**
 * Puts a file of these bytes in the place of what is there; makes missing folders, and takes those that are there to outlast a power
 * cut (see `makeFolderDurably`). On return it is on the disk. `temporary` is a name in the same folder that nobody else uses; a file that
 * is left there by a crash means nothing. Fails as the disk does.
 */
export async function replaceFile(
  disk: Disk,
  path: string,
  temporary: string,
  pieces: readonly Uint8Array[],
): Promise<void> {
  await writeAside(disk, path, temporary, pieces);
  const folder = folderOf(path);
  await disk.rename(`${folder}/${temporary}`, path);
  await disk.sync(folder);
}

/**
 * Like `replaceFile`, but false, with nothing changed, where there is a file of that name already: of several who try at once, one alone
 * gets true.
 */
export async function createFile(
  disk: Disk,
  path: string,
  temporary: string,
  pieces: readonly Uint8Array[],
): Promise<boolean> {
  await writeAside(disk, path, temporary, pieces);
  const folder = folderOf(path);
  const isOurs = await disk.publish(`${folder}/${temporary}`, path);
  await disk.remove(`${folder}/${temporary}`);
  // The other may have been broken off before it forced the name out.
  await disk.sync(folder);
  return isOurs;
}

async function writeAside(disk: Disk, path: string, temporary: string, pieces: readonly Uint8Array[]): Promise<void> {
  const folder = folderOf(path);
  if ((await disk.facts(folder)) === null) await makeFolderDurably(disk, folder);
  const file = await disk.create(`${folder}/${temporary}`);
  try {
    for (const piece of pieces) await file.write(piece);
    await file.sync();
  } catch (error) {
    await file.close().catch(() => undefined);
    await disk.remove(`${folder}/${temporary}`).catch(() => undefined);
    throw error;
  }
  await file.close();
}

/**
 * Makes a folder and those above it; on return their names outlast a power cut. Each is forced out before there is anything in it, so
 * that of folders that a broken-off run has made, the innermost alone may not have been; that is made up for here. Whoever is about to
 * use a folder for the first time calls this once, also where the folder is there.
 */
export async function makeFolderDurably(disk: Disk, folder: string): Promise<void> {
  const missing: string[] = [];
  let there = folder;
  for (; there !== '/' && (await disk.facts(there)) === null; there = folderOf(there)) missing.unshift(there);
  await disk.sync(folderOf(there)).catch((error: unknown) => {
    // A folder in which we may not look is none in which we have made anything.
    if (!isNotOurs(error)) throw error;
  });
  for (const path of missing) {
    await disk.makeFolder(path);
    await disk.sync(folderOf(path));
  }
}

/** Also where a disk says it in words of its own. */
function isNotOurs(error: unknown): boolean {
  const code = systemCode(error instanceof Error && error.cause !== undefined ? error.cause : error);
  return code === 'EACCES' || code === 'EPERM';
}

/** The folder that a path lies in. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 1));
}
