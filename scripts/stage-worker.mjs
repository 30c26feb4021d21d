// The bundles of worker threads for programs that run from the sources: tests and benchmarks. Made once for each state of the
// sources, and kept beside the packages.
//   node scripts/stage-worker.mjs [engine-worker]    prints the path
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { bundle } from './build.mjs';
import { fingerprint } from './fingerprint.mjs';
import { root } from './paths.mjs';

const cache = join(root, 'node_modules', '.cache', 'millrace-workers');
/** Bundles of other states are kept so long, since somebody may still start threads with them. */
const keptMs = 24 * 60 * 60_000;

const entries = {
  'stage-worker': 'engine/platform/stage-worker.ts',
  'engine-worker': 'electron/engine-host/engine-worker.ts',
};

/**
 * @param {'stage-worker' | 'engine-worker'} [name] the engine's thread finds `stage-worker.cjs` beside itself
 * @returns {Promise<string>} the path of the bundle, as the sources are now
 */
export async function builtWorker(name = 'stage-worker') {
  const state = fingerprint(root, ['engine', 'electron', 'scripts/build.mjs']).slice(0, 16);
  const folder = join(cache, state);
  mkdirSync(folder, { recursive: true });
  if (name !== 'stage-worker') await built('stage-worker', folder);
  const path = await built(name, folder);
  for (const other of readdirSync(cache)) {
    const old = join(cache, other);
    if (other !== state && statSync(old).mtimeMs < Date.now() - keptMs) rmSync(old, { recursive: true, force: true });
  }
  return path;
}

/**
 * @param {keyof typeof entries} name
 * @param {string} folder
 */
async function built(name, folder) {
  const path = join(folder, `${name}.cjs`);
  if (existsSync(path)) return path;
  // Several may build at once; whoever is last puts the same file in its place.
  const aside = join(folder, `${process.pid}-${Date.now()}`);
  try {
    await bundle(entries[name], aside);
    renameSync(join(aside, `${name}.cjs`), path);
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
  return path;
}

if (process.argv[1] === fileURLToPath(import.meta.url))
  console.log(await builtWorker(process.argv[2] === 'engine-worker' ? 'engine-worker' : 'stage-worker'));
