import type { FileSystem } from '../file/file-system.ts';

/** The process is gone. */
export class Crash extends Error {
  override readonly name = 'Crash';
}

/** What a file system is asked to do, and with what path. */
export type Operation = readonly [name: keyof FileSystem, path: string];

/**
 * A file system that breaks: from the operation of a number on nothing is done any more, as if the process had been killed before
 * it; or single operations fail.
 */
export class FaultyFileSystem {
  readonly files: FileSystem;
  /** All that was asked for and done. */
  readonly done: Operation[] = [];
  readonly #crashAt: number;
  readonly #fails: (operation: Operation) => Error | null;
  #asked = 0;

  /** @param crashAt counted from 0 */
  constructor(
    inner: FileSystem,
    crashAt = Number.POSITIVE_INFINITY,
    fails: (operation: Operation) => Error | null = () => null,
  ) {
    this.#crashAt = crashAt;
    this.#fails = fails;
    this.files = {
      stat: async (path) => this.#do('stat', path, () => inner.stat(path)),
      statSync: (path) => this.#do('statSync', path, () => inner.statSync(path)),
      list: async (folder) => this.#do('list', folder, () => inner.list(folder)),
      open: async (path) => this.#do('open', path, () => inner.open(path)),
      openSync: (path) => this.#do('openSync', path, () => inner.openSync(path)),
      readText: async (path) => this.#do('readText', path, () => inner.readText(path)),
      remove: async (path) => this.#do('remove', path, () => inner.remove(path)),
      move: async (from, to) => this.#do('move', from, () => inner.move(from, to)),
    };
  }

  get hasCrashed(): boolean {
    return this.#asked > this.#crashAt;
  }

  #do<Answer>(name: keyof FileSystem, path: string, work: () => Answer): Answer {
    if (this.#asked++ >= this.#crashAt) throw new Crash();
    const failure = this.#fails([name, path]);
    if (failure !== null) throw failure;
    this.done.push([name, path]);
    return work();
  }
}
