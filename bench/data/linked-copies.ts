import { linkSync, mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { DataSet } from './data-set.ts';

/** A folder in which a set's files occur `times` times, as further names of the same bytes: it takes no room on the disk. */
export function linkedCopies(cache: string, set: DataSet, name: string, times: number): DataSet {
  const folder = join(cache, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const files = Array.from({ length: times }, (_, copy) =>
    set.files.map((file, i) => {
      const path = join(folder, `copy-${String(copy).padStart(4, '0')}-${String(i).padStart(3, '0')}.json`);
      linkSync(file, path);
      return path;
    }),
  ).flat();
  const bytes = files.reduce((sum, file) => sum + statSync(file).size, 0);
  return { folder, files, rows: set.rows * times, bytes };
}
