import type { FileSystem } from './file-system.ts';
import { compileGlob } from './glob.ts';

/** What becomes of files that are done with. */
export type CleanSource = { readonly mode: 'off' | 'delete' } | { readonly mode: 'archive'; readonly folder: string };

/** Does away with files that a source is done with, as far as it can (semantics 1.6): a file that resists stays where it is. */
export class SourceCleaner {
  readonly #clean: CleanSource;
  readonly #files: FileSystem;

  constructor(clean: CleanSource, files: FileSystem) {
    this.#clean = clean;
    this.#files = files;
  }

  async clean(path: string): Promise<void> {
    try {
      if (this.#clean.mode === 'delete') await this.#files.remove(path);
      if (this.#clean.mode === 'archive') await this.#files.move(path, archivedPath(this.#clean.folder, path));
    } catch {
      // The file was read; that it is still there must not end the query.
    }
  }
}

/** Where a file goes: its whole path below the archive. */
export function archivedPath(folder: string, path: string): string {
  return `${folder.replace(/\/+$/, '')}/${path.replace(/^\/+/, '').replace(/^([A-Za-z]):/, '$1')}`;
}

/**
 * Whether the source could come to read its own archive: as many folders as the shorter of the two paths has are compared from
 * the root on, those of the source as globs.
 */
export function archiveOverlaps(folder: string, path: string): boolean {
  const archive = partsOf(folder);
  return partsOf(path)
    .slice(0, archive.length)
    .every((part, i) => {
      const name = archive[i];
      return name === undefined || part === name || (compileGlob(part)?.(name) ?? false);
    });
}

function partsOf(path: string): string[] {
  return path.split('/').filter((part) => part !== '');
}
