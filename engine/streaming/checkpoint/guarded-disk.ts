import type { Disk, FileToRead, FileToWrite } from '../../base/disk.ts';
import { diskFaultOf } from '../../base/disk-fault.ts';
import { EngineError } from '../../base/errors/engine-error.ts';
import { systemCode } from '../../base/system-code.ts';

/**
 * The same disk, whose failures are errors of the catalogue that name the file: EXE-156 for a full disk, EXE-157 where writing is not
 * allowed, else EXE-105.
 */
export function guardedDisk(disk: Disk): Disk {
  return {
    facts: (path) => guard(path, disk.facts(path)),
    list: (folder) => guard(folder, disk.list(folder)),
    readText: (path) => guard(path, disk.readText(path)),
    makeFolder: (path) => guard(path, disk.makeFolder(path)),
    rename: (from, to) => guard(from, disk.rename(from, to)),
    publish: (from, to) => guard(to, disk.publish(from, to)),
    sync: (path) => guard(path, disk.sync(path)),
    remove: (path) => guard(path, disk.remove(path)),
    removeFolder: (path) => guard(path, disk.removeFolder(path)),
    async openToRead(path) {
      const file = await guard(path, disk.openToRead(path));
      return file === null ? null : guardedReading(path, file);
    },
    create: async (path) => guardedWriting(path, await guard(path, disk.create(path))),
  };
}

/** What the disk has failed with, as an error of the catalogue; what is none of the system's failures comes back as it is. */
function diskFailure(path: string, error: unknown): unknown {
  const code = systemCode(error);
  if (code === undefined || error instanceof EngineError || !(error instanceof Error)) return error;
  const fault = diskFaultOf(code);
  if (fault === 'full') return new EngineError('EXE-156', { path }, {}, error);
  if (fault === 'forbidden') return new EngineError('EXE-157', { path, reason: error.message }, {}, error);
  return new EngineError('EXE-105', { path, reason: error.message }, {}, error);
}

function guardedReading(path: string, file: FileToRead): FileToRead {
  return {
    sizeBytes: file.sizeBytes,
    read: (into, position) => guard(path, file.read(into, position)),
    close: () => guard(path, file.close()),
  };
}

function guardedWriting(path: string, file: FileToWrite): FileToWrite {
  return {
    write: (bytes) => guard(path, file.write(bytes)),
    sync: () => guard(path, file.sync()),
    close: () => guard(path, file.close()),
  };
}

async function guard<Value>(path: string, work: Promise<Value>): Promise<Value> {
  try {
    return await work;
  } catch (error) {
    throw diskFailure(path, error);
  }
}
