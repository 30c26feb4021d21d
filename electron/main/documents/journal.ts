import { access, readdir, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { textMax } from '../../contract/shapes.ts';
import { writeFileAtomically } from './atomic-write.ts';

const unsavedWorkSchema = z.object({
  version: z.literal(1),
  text: z.string().max(textMax),
  /** The file that the work belongs to, if it was ever saved. */
  path: z.string().nullable(),
  basePath: z.string().nullable(),
  name: z.string(),
  /** Time of that file when it was read or written last. */
  modifiedMs: z.number().nullable(),
  savedAtMs: z.number(),
});
export type UnsavedWork = Omit<z.output<typeof unsavedWorkSchema>, 'version'>;

const JOURNAL = 'unsaved.json';
const SET_ASIDE = /^unsaved-\d+\.json$/;

/**
 * Unsaved work, kept in one file of the user's data folder until it is saved or given up. Writes are atomic and take turns.
 * Work that somebody still has to decide about is never overwritten: it is set aside under another name and offered later.
 */
export class Journal {
  readonly #directory: string;
  #turn: Promise<unknown> = Promise.resolve();

  constructor(directory: string) {
    this.#directory = directory;
  }

  keep(work: UnsavedWork): Promise<void> {
    return this.#inTurn(() => writeFileAtomically(this.#file(), JSON.stringify({ version: 1, ...work })));
  }

  clear(): Promise<void> {
    return this.#inTurn(() => rm(this.#file(), { force: true }));
  }

  /** The work that the last session left, or null. A file that cannot be understood is put out of the way, not deleted. */
  recover(): Promise<UnsavedWork | null> {
    return this.#inTurn(async () => {
      for (;;) {
        const file = (await exists(this.#file())) ? this.#file() : await this.#newestSetAside();
        if (file === undefined) return null;
        const work = await readWork(file);
        if (work === null) {
          await rename(file, join(this.#directory, `damaged-${Date.now()}.json`));
          continue;
        }
        // From here on it is the current work again.
        if (file !== this.#file()) await rename(file, this.#file());
        return work;
      }
    });
  }

  /** Keeps the last session's work for another start, because this one begins with a file of its own. */
  setAside(): Promise<void> {
    return this.#inTurn(async () => {
      if (!(await exists(this.#file()))) return;
      await rename(this.#file(), join(this.#directory, `unsaved-${Date.now()}.json`));
    });
  }

  /** The file that the last session's work belongs to, without taking the work up. */
  pathOfWork(): Promise<string | null> {
    return this.#inTurn(async () =>
      (await exists(this.#file())) ? ((await readWork(this.#file()))?.path ?? null) : null,
    );
  }

  #file(): string {
    return join(this.#directory, JOURNAL);
  }

  async #newestSetAside(): Promise<string | undefined> {
    const names = (await readdir(this.#directory).catch(() => [])).filter((name) => SET_ASIDE.test(name)).sort();
    const newest = names.at(-1);
    return newest === undefined ? undefined : join(this.#directory, newest);
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
