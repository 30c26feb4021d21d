/** Whole files that outlast a power cut: whatever happens, a name stands for nothing or for all of the bytes. */
import type { Disk } from './disk.ts';

/**
 * Puts a file of these bytes in the place of what is there; makes missing folders. On return it is on the disk. `temporary` is a name
 * in the same folder that nobody else uses; a file that is left there by a crash means nothing. Fails as the disk does.
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
  if (isOurs) await disk.sync(folder);
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

/** Makes a folder and those above it; on return their names are on the disk. */
export async function makeFolderDurably(disk: Disk, folder: string): Promise<void> {
  const first = await disk.makeFolder(folder);
  if (first === null) return;
  for (let made = folder; made.length >= first.length; made = folderOf(made)) await disk.sync(folderOf(made));
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 1));
}
