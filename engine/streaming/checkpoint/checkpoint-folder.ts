import type { Disk } from '../../base/disk.ts';
import { createFile, makeFolderDurably, replaceFile } from '../../base/durable-files.ts';
import { EngineError } from '../../base/errors/engine-error.ts';
import type { Random } from '../../base/random.ts';
import { systemCode } from '../../base/system-code.ts';
import { guardedDisk } from './guarded-disk.ts';
import { decodeLog, encodeLog, type FileFault, type Seal } from './log-file.ts';

/** What only a crash leaves behind. Files of locks are also written by those who do not hold the folder. */
const leftover = /^\.(?!lock\.).*\.tmp$/;

/** Names of log files: `0`, `1` … */
const logId = /^(0|[1-9]\d{0,14})$/;

/**
 * The files of one checkpoint, by their names below its folder. The only place that says how a path is put together. What the disk fails
 * with is an error of the catalogue here.
 */
export class CheckpointFolder {
  readonly path: string;
  readonly disk: Disk;
  readonly #token: string;

  constructor(options: { readonly disk: Disk; readonly path: string; readonly random: Random }) {
    this.path = options.path;
    this.disk = guardedDisk(options.disk);
    this.#token = options.random.uuid();
  }

  /** The path of a file or folder below the checkpoint; of the checkpoint itself for an empty name. */
  pathOf(name: string): string {
    return name === '' ? this.path : `${this.path}/${name}`;
  }

  /**
   * Makes a folder of the checkpoint, itself where the name is empty, and removes what a crash has left half-written in it. To be called
   * once before a folder is written to. On return the names in it outlast a power cut: a run that was killed may have published a log and
   * not forced it out, and this one is about to build on it.
   */
  async prepare(folder: string): Promise<void> {
    await makeFolderDurably(this.disk, this.pathOf(folder));
    const names = await this.list(folder);
    const above = folder === '' ? '' : `${folder}/`;
    await this.remove(names.filter((name) => leftover.test(name)).map((name) => `${above}${name}`));
    if (names.length > 0) await this.disk.sync(this.pathOf(folder));
  }

  /** Names in a folder of the checkpoint. */
  list(folder: string): Promise<string[]> {
    return this.disk.list(this.pathOf(folder));
  }

  /** Ids of the files of a log, ascending. */
  async ids(log: string): Promise<number[]> {
    return idsIn(await this.list(log));
  }

  /** Null where there is no such file. Throws EXE-106 for a folder. */
  async readText(name: string): Promise<string | null> {
    try {
      return await this.disk.readText(this.pathOf(name));
    } catch (error) {
      const code = error instanceof EngineError ? systemCode(error.cause) : undefined;
      throw code === 'EISDIR' ? this.damaged(name, 'folder') : error;
    }
  }

  /** The lines of a log file behind its version. Throws EXE-106 for one that is missing or damaged. */
  async readLog(name: string, seal: Seal): Promise<readonly string[]> {
    const text = await this.readText(name);
    if (text === null) throw this.damaged(name, 'missing');
    const decoded = decodeLog(text, seal);
    if (!decoded.ok) throw this.damaged(name, decoded.error);
    return decoded.value;
  }

  /** Writes a new log file. Throws EXE-153 where there is one: another run is at work here. */
  async createLog(name: string, lines: readonly string[]): Promise<void> {
    await this.create(name, encodeLog(lines));
  }

  /** Like `createLog`, of any bytes. */
  async create(name: string, bytes: Uint8Array): Promise<void> {
    if (!(await this.tryCreate(name, bytes))) throw new EngineError('EXE-153', { path: this.path, file: name });
  }

  /** False, with nothing changed, where there is such a file. */
  tryCreate(name: string, bytes: Uint8Array): Promise<boolean> {
    return createFile(this.disk, this.pathOf(name), this.#temporary(name), [bytes]);
  }

  /** False where there is no such file any more. */
  async tryRename(from: string, to: string): Promise<boolean> {
    try {
      await this.disk.rename(this.pathOf(from), this.pathOf(to));
      return true;
    } catch (error) {
      if (error instanceof EngineError && systemCode(error.cause) === 'ENOENT') return false;
      throw error;
    }
  }

  async replace(name: string, bytes: Uint8Array): Promise<void> {
    await replaceFile(this.disk, this.pathOf(name), this.#temporary(name), [bytes]);
  }

  /** Missing ones are no error. */
  async remove(names: readonly string[]): Promise<void> {
    for (const name of names) await this.disk.remove(this.pathOf(name));
  }

  damaged(file: string, fault: FileFault): EngineError {
    return new EngineError('EXE-106', { path: this.path, file, fault });
  }

  #temporary(name: string): string {
    return `.${name.slice(name.lastIndexOf('/') + 1)}.${this.#token}.tmp`;
  }
}

/** The ids among names of files, ascending. */
function idsIn(names: readonly string[]): number[] {
  return names
    .filter((name) => logId.test(name))
    .map(Number)
    .sort((a, b) => a - b);
}
