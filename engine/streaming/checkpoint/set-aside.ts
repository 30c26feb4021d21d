import type { Disk } from '../../base/disk.ts';
import { folderOf } from '../../base/durable-files.ts';
import { EngineError } from '../../base/errors/engine-error.ts';
import { SINK_LOG_FOLDER } from '../../base/table-folders.ts';
import { CheckpointFolder } from './checkpoint-folder.ts';
import { CheckpointLock, type LockPorts, userOf } from './lock.ts';

/** What one query leaves behind when it starts afresh. Absolute folders; null where it has none. */
export interface LeftFolders {
  readonly checkpoint: string | null;
  readonly output: string | null;
}

export interface SetAsidePorts extends LockPorts {
  readonly disk: Disk;
}

/** What tells that a folder is a checkpoint: a folder that is named by mistake stays where it is. */
const checkpointNames = new Set(['metadata', 'offsets', 'commits', 'sources', 'state']);

/**
 * Gives the folders of earlier runs other names, `<folder>.<yyyymmdd-hhmmss>`, so that the queries begin from nothing and nothing is
 * deleted. A folder that no query has written into stays. Throws EXE-150 to 152, with nothing changed, where one is in use; EXE-161 where
 * the system lets none be renamed.
 */
export async function setAside(queries: readonly LeftFolders[], ports: SetAsidePorts): Promise<void> {
  const checkpoints = queries.flatMap(({ checkpoint }) => (checkpoint === null ? [] : [folderAt(checkpoint, ports)]));
  for (const folder of checkpoints) {
    const user = await userOf(folder, ports.processes);
    if (user !== null) throw user;
  }
  for (const folder of checkpoints) await setCheckpointAside(folder, ports);
  for (const { output } of queries) {
    if (output === null) continue;
    const names = await ports.disk.list(output);
    if (names.includes(SINK_LOG_FOLDER)) await rename(output, ports);
  }
}

/** Holds the lock while the folder gets its other name, so that nobody begins to work in it meanwhile. */
async function setCheckpointAside(folder: CheckpointFolder, ports: SetAsidePorts): Promise<void> {
  const names = await ports.disk.list(folder.path);
  if (!names.some((name) => checkpointNames.has(name))) return;
  const lock = await CheckpointLock.take(folder, ports);
  let renamed = folder;
  try {
    renamed = folderAt(await rename(folder.path, ports), ports);
  } finally {
    await lock.release(renamed);
  }
}

async function rename(path: string, { disk, clock }: SetAsidePorts): Promise<string> {
  try {
    const aside = await freeName(path, disk, clock.now());
    await disk.rename(path, aside);
    await disk.sync(folderOf(path));
    return aside;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new EngineError('EXE-161', { path, reason }, {}, error);
  }
}

async function freeName(path: string, disk: Disk, nowMs: number): Promise<string> {
  const when = new Date(nowMs).toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 15);
  let name = `${path}.${when}`;
  for (let count = 2; (await disk.facts(name)) !== null; count++) name = `${path}.${when}-${count}`;
  return name;
}

function folderAt(path: string, { disk, random }: SetAsidePorts): CheckpointFolder {
  return new CheckpointFolder({ disk, path, random });
}
