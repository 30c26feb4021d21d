import { resolve } from 'node:path';
import { ShellError } from '../../contract/shell-error.ts';

/**
 * What a path may be used for. `document`: read and written, the user chose it. `base`: only to say where relative paths
 * start, for pipelines that ship with the app or were imported.
 */
export type Grant = 'document' | 'base';

/**
 * The paths that the page may name. A path gets in only through the user's own doing: a dialog, the recent list, the command
 * line, the desktop's file association, or the journal of unsaved work. So a page taken over by an attacker cannot
 * write where it likes.
 */
export class PathGrants {
  readonly #grants = new Map<string, Grant>();

  /** A path keeps the wider of its grants. */
  add(path: string, grant: Grant): void {
    const key = resolve(path);
    if (this.#grants.get(key) !== 'document') this.#grants.set(key, grant);
  }

  has(path: string, grant: Grant): boolean {
    // Compared as the app itself gave it out: the page has no reason to spell a path in another way.
    const found = this.#grants.get(path);
    return found === 'document' || found === grant;
  }

  /** Throws `ShellError` when the path was not granted for this use. */
  require(path: string, grant: Grant): void {
    if (!this.has(path, grant)) throw new ShellError('SHELL-006', { path });
  }
}
