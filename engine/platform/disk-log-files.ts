import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import process from 'node:process';
import type { LogFiles } from '../base/log-files.ts';

/** Log files on the machine's disk. */
export const diskLogFiles: LogFiles = {
  readText: (path) => orWhenMissing(readFile(path, 'utf8'), null),
  list: (folder) => orWhenMissing(readdir(folder), []),
  async writeText(path, text) {
    await mkdir(dirname(path), { recursive: true });
    const temporary = `${path}.${process.pid}.tmp`;
    const file = await open(temporary, 'w');
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(temporary, path);
    await syncFolder(dirname(path));
  },
  remove: (path) => rm(path, { force: true }),
};

async function orWhenMissing<Value>(work: Promise<Value>, otherwise: Value): Promise<Value> {
  try {
    return await work;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return otherwise;
    throw error;
  }
}

/** The rename itself is durable only once its folder is; Windows cannot open folders and needs no such step. */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
