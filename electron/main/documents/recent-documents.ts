import { readFile } from 'node:fs/promises';
import { basename } from 'node:path';
import { z } from 'zod';
import { type RecentDocument, recentDocumentSchema } from '../../contract/shapes.ts';
import { writeFileAtomically } from './atomic-write.ts';

const RECENT_MAX = 10;

/** The name that a pipeline file goes by: the file's, without its endings. */
function documentName(path: string): string {
  return basename(path).replace(/(\.millrace)?\.json$/i, '');
}

/** The files opened or saved last, newest first, in one file of the user's data folder. A file that is broken counts as empty. */
export class RecentDocuments {
  readonly #file: string;
  readonly #changed: (list: readonly RecentDocument[]) => void;
  #list: readonly RecentDocument[] = [];
  #turn: Promise<unknown> = Promise.resolve();

  constructor(file: string, changed: (list: readonly RecentDocument[]) => void) {
    this.#file = file;
    this.#changed = changed;
  }

  async load(): Promise<void> {
    try {
      const found = z.array(recentDocumentSchema).parse(JSON.parse(await readFile(this.#file, 'utf8')));
      this.#list = found.slice(0, RECENT_MAX);
    } catch {
      this.#list = [];
    }
    this.#changed(this.#list);
  }

  get list(): readonly RecentDocument[] {
    return this.#list;
  }

  has(path: string): boolean {
    return this.#list.some((entry) => entry.path === path);
  }

  add(path: string): Promise<void> {
    const others = this.#list.filter((entry) => entry.path !== path);
    return this.#set([{ path, name: documentName(path) }, ...others].slice(0, RECENT_MAX));
  }

  remove(path: string): Promise<void> {
    return this.#set(this.#list.filter((entry) => entry.path !== path));
  }

  clear(): Promise<void> {
    return this.#set([]);
  }

  /** Never rejects: the list is a convenience, and losing it must not fail the save that changed it. */
  #set(list: readonly RecentDocument[]): Promise<void> {
    this.#list = list;
    this.#changed(list);
    const done = this.#turn.then(() => writeFileAtomically(this.#file, JSON.stringify(list, null, 2)));
    this.#turn = done.catch(() => undefined);
    return this.#turn as Promise<void>;
  }
}
