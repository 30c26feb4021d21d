import type { FileSystem, PathFacts } from './file-system.ts';

/**
 * A folder whose time of change is at least so much before it was read, in ms, shows by that time whether anything came or went
 * since. Coarse clocks of file systems tick every two seconds.
 */
const settledAfterMs = 3_000;

interface ReadFolder {
  readonly identity: string;
  readonly modifiedMs: number;
  readonly isSettled: boolean;
  names: readonly string[];
}

/**
 * What folders hold, read again only where something may have come or gone. Names that nobody has to look at any more are let go
 * of, so that a folder full of them costs one look at the folder.
 */
export class FolderNames {
  readonly #files: FileSystem;
  readonly #nowMs: () => number;
  readonly #folders = new Map<string, ReadFolder>();

  /** @param nowMs milliseconds since 1970, on the clock by which the file system tells when a folder changed */
  constructor(files: FileSystem, nowMs: () => number) {
    this.#files = files;
    this.#nowMs = nowMs;
  }

  /** Everything is read again. */
  forget(): void {
    this.#folders.clear();
  }

  /**
   * Names in a folder but for those that are done with; empty where there is no such folder. Fails where the folder cannot be
   * read.
   *
   * @param isDone whether the path never has to be looked at again, as long as the folder stays as it is
   */
  async in(folder: string, isDone: (path: string) => boolean): Promise<readonly string[]> {
    const facts = this.#factsOf(folder);
    const known = this.#folders.get(folder);
    const isUnchanged =
      known?.isSettled === true && known.identity === facts?.identity && known.modifiedMs === facts.modifiedMs;
    if (isUnchanged) {
      known.names = known.names.filter((name) => !isDone(pathIn(folder, name)));
      return known.names;
    }
    const nowMs = this.#nowMs();
    const names = ((await this.#files.list(folder)) ?? []).filter((name) => !isDone(pathIn(folder, name)));
    if (facts !== null) {
      const { identity, modifiedMs } = facts;
      this.#folders.set(folder, { identity, modifiedMs, isSettled: nowMs - modifiedMs >= settledAfterMs, names });
    }
    return names;
  }

  /** Null also where nothing can be learned: reading the folder then tells what is wrong. */
  #factsOf(folder: string): PathFacts | null {
    try {
      return this.#files.statSync(folder);
    } catch {
      return null;
    }
  }
}

export function pathIn(folder: string, name: string): string {
  return folder.endsWith('/') ? folder + name : `${folder}/${name}`;
}
