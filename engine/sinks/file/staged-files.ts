import { dirname } from 'node:path';
import type { Disk } from '../../base/disk.ts';
import { temporaryPath } from './sink-log.ts';

/**
 * Files of one batch on their way to the target: written under names that readers pass over, then given their own. Whatever
 * fails, `discard` leaves the target as it was before.
 */
export class StagedFiles {
  readonly #target: string;
  readonly #disk: Disk;
  /** Folders whose names are known to outlast a power cut. */
  readonly #forced: Set<string>;
  /** Own path by temporary path. */
  readonly #staged = new Map<string, string>();
  /** Everything that was made, temporary or not. */
  readonly #made: string[] = [];
  /** Folders that were missing, outer ones first. */
  readonly #madeFolders: string[] = [];

  /** `forced` is kept from one batch to the next: a folder that is there may be what a broken-off run has made and not forced out. */
  constructor(target: string, disk: Disk, forced: Set<string>) {
    this.#target = target;
    this.#disk = disk;
    this.#forced = forced;
  }

  /** Has `write` make a file, on the disk when it returns, for `part`: the path of its own below the target. */
  async stage(part: string, write: (path: string) => Promise<void>): Promise<void> {
    const own = `${this.#target}/${part}`;
    await this.makeFolder(dirname(own));
    const temporary = `${this.#target}/${temporaryPath(part)}`;
    this.#made.push(temporary);
    await write(temporary);
    this.#staged.set(temporary, own);
  }

  /** Makes a folder, and remembers that it was missing. */
  async makeFolder(path: string): Promise<void> {
    const first = await this.#disk.makeFolder(path);
    if (first === null) return;
    const missing = [path];
    for (let at = path; at.length > first.length; at = dirname(at)) missing.push(dirname(at));
    this.#madeFolders.push(...missing.reverse());
  }

  /**
   * Gives all files their own names. Returns their paths, in the order in which they were staged. On return files and folders below
   * the target outlast a power cut.
   */
  async place(): Promise<string[]> {
    const folders = new Set<string>();
    for (const [temporary, path] of this.#staged) {
      await this.#disk.rename(temporary, path);
      this.#made.push(path);
      folders.add(dirname(path));
    }
    const unforced = new Set(this.#madeFolders);
    for (const folder of folders) {
      for (let at = folder; at.length > this.#target.length && !this.#forced.has(at); at = dirname(at))
        unforced.add(at);
    }
    for (const folder of unforced) folders.add(dirname(folder));
    for (const folder of folders) await this.#disk.sync(folder);
    for (const folder of unforced) this.#forced.add(folder);
    return [...this.#staged.values()];
  }

  /** Removes what was made. Whether all of it is gone; what the disk does not let go of is named by no log. */
  async discard(): Promise<boolean> {
    let isGone = true;
    for (const path of this.#made) {
      await this.#disk.remove(path).catch(() => {
        isGone = false;
      });
    }
    for (const folder of [...this.#madeFolders].reverse()) {
      await this.#disk.removeFolder(folder).catch(() => undefined);
    }
    return isGone;
  }
}
