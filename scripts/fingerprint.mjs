// What a build was made from, as one hash, so that a build that is still right is not made again.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Files that never end up in a build. */
const notBuilt = /(\.test\.tsx?|\.md)$|(^|\/)(samples|testing)$/;

/**
 * @param {string} folder
 * @param {string} path relative, with slashes
 * @returns {Generator<string>}
 */
function* filesOf(folder, path) {
  const full = join(folder, path);
  if (!existsSync(full) || notBuilt.test(path)) return;
  if (!statSync(full).isDirectory()) {
    yield path;
    return;
  }
  for (const name of readdirSync(full).sort()) yield* filesOf(folder, `${path}/${name}`);
}

/**
 * A hash over names and contents of all files in the given files and folders; one that is missing counts as empty.
 * @param {string} folder
 * @param {readonly string[]} inputs relative to `folder`
 */
export function fingerprint(folder, inputs) {
  const hash = createHash('sha256');
  for (const input of inputs)
    for (const path of filesOf(folder, input)) {
      const bytes = readFileSync(join(folder, path));
      hash.update(`${path}\0${bytes.length}\0`).update(bytes);
    }
  return hash.digest('hex');
}

/**
 * @param {string} stampFile
 * @param {string} value
 */
export function stampIs(stampFile, value) {
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === value;
}

/**
 * @param {string} stampFile
 * @param {string} value
 */
export function writeStamp(stampFile, value) {
  mkdirSync(dirname(stampFile), { recursive: true });
  writeFileSync(stampFile, value);
}
