import { dirname } from 'node:path';
import type { SinkFiles } from './sink-files.ts';

/**
 * Files of one batch on their way to the target: written under names that readers pass over, then given their own. Whatever
 * fails, `discard` leaves the target as it was before.
 */
export class StagedFiles {
  readonly #target: string;
  readonly #files: SinkFiles;
  /** Own path by temporary path. */
  readonly #staged = new Map<string, string>();
  /** Everything that was made, temporary or not. */
  readonly #made: string[] = [];
  /** Folders that were missing, outer ones first. */
  readonly #madeFolders: string[] = [];

  constructor(target: string, files: SinkFiles) {
    this.#target = target;
    this.#files = files;
  }

  /** Has `write` make a file for `folder` (below the target, `''` for the target itself). */
  async stage(folder: string, name: string, write: (path: string) => Promise<void>): Promise<void> {
    const inside = folder === '' ? this.#target : `${this.#target}/${folder}`;
    await this.makeFolder(inside);
    const temporary = `${inside}/.${name}.tmp`;
    this.#made.push(temporary);
    await write(temporary);
    await this.#files.sync(temporary);
    this.#staged.set(temporary, `${inside}/${name}`);
  }

  /** Makes a folder, and remembers that it was missing. */
  async makeFolder(path: string): Promise<void> {
    const first = await this.#files.makeFolder(path);
    if (first === null) return;
    const missing = [path];
    for (let at = path; at.length > first.length; at = dirname(at)) missing.push(dirname(at));
    this.#madeFolders.push(...missing.reverse());
  }

  /** Gives all files their own names. Returns their paths, in the order in which they were staged. */
  async place(): Promise<string[]> {
    const folders = new Set<string>();
    for (const [temporary, path] of this.#staged) {
      await this.#files.rename(temporary, path);
      this.#made.push(path);
      folders.add(dirname(path));
    }
    for (const made of this.#madeFolders) folders.add(dirname(made));
    for (const folder of folders) await this.#files.sync(folder);
    return [...this.#staged.values()];
  }

  /** Removes what was made, as far as the disk lets it: what stays is named by no log. */
  async discard(): Promise<void> {
    for (const path of this.#made) await this.#files.remove(path).catch(() => undefined);
    for (const folder of [...this.#madeFolders].reverse()) {
      await this.#files.removeFolder(folder).catch(() => undefined);
    }
  }
}
