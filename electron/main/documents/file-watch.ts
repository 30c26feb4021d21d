import { stat } from 'node:fs/promises';
import { ShellError } from '../../contract/shell-error.ts';
import { readDocument } from './document-file.ts';

/** How often the open document's file is looked at, ms. */
const INTERVAL_MS = 1000;

export type FileState = 'changed' | 'missing';

/**
 * Tells when the open document's file holds something else than was read or written here last, or is gone. It looks at the file
 * once a second, which works on every disk and network share; only a file whose facts have changed is read. What counts is its
 * content: a touched file is not a changed one. Each state is told once.
 */
export class FileWatch {
  readonly #changed: (path: string, state: FileState) => void;
  readonly #timer: ReturnType<typeof setInterval>;
  #path: string | null = null;
  #known: string | null = null;
  /** What was told of last: a fingerprint, or `missing`. */
  #told: string | null = null;
  #facts = '';
  /** Looks in a row at which the file was gone: programs that save by renaming take it away for a moment. */
  #gone = 0;
  #writes = 0;
  #looking: Promise<void> | undefined;

  constructor(changed: (path: string, state: FileState) => void, intervalMs = INTERVAL_MS) {
    this.#changed = changed;
    this.#timer = setInterval(() => void this.look(), intervalMs);
    this.#timer.unref();
  }

  /** From now on looks at `path`, which held `fingerprint` when it was read or written here last. */
  follow(path: string | null, fingerprint: string | null): void {
    if (path === this.#path && fingerprint === this.#known) return;
    this.#path = path;
    this.#known = fingerprint;
    this.#told = null;
    this.#facts = '';
    this.#gone = 0;
  }

  /** Looks away while the app itself writes. */
  async whileWriting<Result>(write: () => Promise<Result>): Promise<Result> {
    this.#writes++;
    try {
      return await write();
    } finally {
      this.#writes--;
    }
  }

  /** Looks once, now. Never rejects. */
  look(): Promise<void> {
    this.#looking ??= this.#look().finally(() => {
      this.#looking = undefined;
    });
    return this.#looking;
  }

  stop(): void {
    clearInterval(this.#timer);
    this.#path = null;
  }

  async #look(): Promise<void> {
    const path = this.#path;
    const known = this.#known;
    if (path === null || known === null || this.#writes > 0) return;
    const isStill = (): boolean => path === this.#path && known === this.#known && this.#writes === 0;
    const found = await stat(path).catch(() => null);
    if (!isStill()) return;
    if (found === null || !found.isFile()) {
      this.#gone++;
      this.#facts = '';
      if (this.#gone > 1) this.#tell(path, 'missing', 'missing');
      return;
    }
    this.#gone = 0;
    const facts = `${found.mtimeMs} ${found.ctimeMs} ${found.size} ${found.ino}`;
    if (facts === this.#facts) return;
    const fingerprint = await readDocument(path).then(
      (read) => read.fingerprint,
      // A file that is no pipeline any more is a changed one; one that cannot be read says nothing.
      (error: unknown) =>
        error instanceof ShellError && ['SHELL-007', 'SHELL-008'].includes(error.code) ? error.code : null,
    );
    if (fingerprint === null || !isStill()) return;
    this.#facts = facts;
    if (fingerprint === known) this.#told = null;
    else this.#tell(path, 'changed', fingerprint);
  }

  #tell(path: string, state: FileState, what: string): void {
    if (this.#told === what) return;
    this.#told = what;
    this.#changed(path, state);
  }
}
