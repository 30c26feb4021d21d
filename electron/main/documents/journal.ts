import { access, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { systemCode } from '../../../engine/base/system-code.ts';
import { textMax } from '../../contract/shapes.ts';
import { ShellError } from '../../contract/shell-error.ts';
import { removeLeftovers, type WriteOperations, writeFileAtomically } from './atomic-write.ts';

const common = {
  text: z.string().max(textMax),
  /** The file that the work belongs to, if it was ever saved. */
  path: z.string().nullable(),
  basePath: z.string().nullable(),
  name: z.string(),
  savedAtMs: z.number(),
};
/** The first version knew a file by its time, which says too little: what it held is unknown then. */
const firstSchema = z
  .object({ version: z.literal(1), ...common })
  .transform((work) => ({ ...work, fingerprint: null }));
const currentSchema = z.object({
  version: z.literal(2),
  ...common,
  /** Of that file when it was read or written last. */
  fingerprint: z.string().nullable(),
});
const unsavedWorkSchema = z.union([currentSchema, firstSchema]);

export type UnsavedWork = Omit<z.output<typeof unsavedWorkSchema>, 'version'>;

const JOURNAL = 'unsaved.json';
const SET_ASIDE = /^unsaved-\d+\.json$/;

export interface JournalOptions {
  readonly directory: string;
  readonly nowMs: () => number;
  /** Told of work that cannot be read, and where it was put. */
  readonly damaged: (path: string) => void;
  readonly operations?: WriteOperations | undefined;
}

/**
 * Unsaved work, kept in one file of the user's data folder until it is saved or given up. Writes are atomic, outlast a power cut
 * and take turns. Work that somebody still has to decide about is never overwritten: it is set aside under another name and
 * offered later.
 */
export class Journal {
  readonly #options: JournalOptions;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(options: JournalOptions) {
    this.#options = options;
  }

  /** Throws `ShellError` SHELL-020; what was kept before is still there then. */
  keep(work: UnsavedWork): Promise<void> {
    return this.#inTurn(async () => {
      try {
        await writeFileAtomically(this.#file(), JSON.stringify({ version: 2, ...work }), this.#options.operations);
      } catch (error) {
        throw new ShellError('SHELL-020', { reason: systemCode(error) ?? String(error) }, error);
      }
    });
  }

  clear(): Promise<void> {
    return this.#inTurn(() => rm(this.#file(), { force: true }));
  }

  /** The work that the last session left, or null. A file that cannot be understood is put out of the way, not deleted. */
  recover(): Promise<UnsavedWork | null> {
    return this.#inTurn(async () => {
      await removeLeftovers(this.#file(), this.#options.nowMs());
      for (;;) {
        const file = (await exists(this.#file())) ? this.#file() : await this.#newestSetAside();
        if (file === undefined) return null;
        const work = await readWork(file);
        if (work === null) {
          const damaged = await this.#freeName('damaged');
          await rename(file, damaged);
          this.#options.damaged(damaged);
          continue;
        }
        // From here on it is the current work again.
        if (file !== this.#file()) await rename(file, this.#file());
        return work;
      }
    });
  }

  /** Keeps the last session's work for another start, because this one begins with something else. */
  setAside(): Promise<void> {
    return this.#inTurn(async () => {
      if (!(await exists(this.#file()))) return;
      await rename(this.#file(), await this.#freeName('unsaved'));
    });
  }

  /** The file that the last session's work belongs to, without taking the work up. */
  pathOfWork(): Promise<string | null> {
    return this.#inTurn(async () =>
      (await exists(this.#file())) ? ((await readWork(this.#file()))?.path ?? null) : null,
    );
  }

  #file(): string {
    return join(this.#options.directory, JOURNAL);
  }

  async #freeName(prefix: 'unsaved' | 'damaged'): Promise<string> {
    for (let number = this.#options.nowMs(); ; number++) {
      const path = join(this.#options.directory, `${prefix}-${number}.json`);
      if (!(await exists(path))) return path;
    }
  }

  async #newestSetAside(): Promise<string | undefined> {
    const names = (await readdir(this.#options.directory).catch(() => [])).filter((name) => SET_ASIDE.test(name));
    const newest = names.sort().at(-1);
    return newest === undefined ? undefined : join(this.#options.directory, newest);
  }

  #inTurn<Value>(work: () => Promise<Value>): Promise<Value> {
    const done = this.#turn.then(work);
    this.#turn = done.catch(() => undefined);
    return done;
  }
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}

async function readWork(file: string): Promise<UnsavedWork | null> {
  try {
    const { version: _, ...work } = unsavedWorkSchema.parse(JSON.parse(await readFile(file, 'utf8')));
    return work;
  } catch {
    return null;
  }
}
