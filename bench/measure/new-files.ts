import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Sizes in bytes of all files in a folder and below it, by path; none where there is no such folder. */
export function filesBelow(folder: string): Map<string, number> {
  const sizes = new Map<string, number>();
  if (!existsSync(folder)) return sizes;
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) for (const [below, size] of filesBelow(path)) sizes.set(below, size);
    else sizes.set(path, statSync(path).size);
  }
  return sizes;
}

/** Those of `after` that were not in `before`. */
export function newFiles(before: ReadonlyMap<string, number>, after: ReadonlyMap<string, number>): Map<string, number> {
  return new Map([...after].filter(([path]) => !before.has(path)));
}
