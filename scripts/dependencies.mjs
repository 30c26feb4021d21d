// node_modules: there, and what package-lock.json says. Runs before anything is installed, so it uses Node alone.
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.mjs';
import { runNpm } from './run-process.mjs';

/** Node 20.19 is the first on which every build tool here runs. */
const oldestNode = [20, 19];

/** @param {(line: string) => void} say */
export function requireNode(say) {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [oldestMajor = 0, oldestMinor = 0] = oldestNode;
  if (major > oldestMajor || (major === oldestMajor && minor >= oldestMinor)) return;
  say(
    `Millrace needs Node ${oldestNode.join('.')} or newer; this is ${process.versions.node}. Install a newer one from nodejs.org.`,
  );
  process.exit(2);
}

/** @param {string} folder */
const stampFile = (folder) => join(folder, 'node_modules', '.millrace-lock');

/** @param {string} folder */
const lockHash = (folder) =>
  createHash('sha256')
    .update(readFileSync(join(folder, 'package-lock.json')))
    .digest('hex');

/**
 * What npm itself noted about the installed tree: true when each package of the lock file that this machine needs is in it
 * at the locked version. So an `npm install` by hand is not undone by an `npm ci`.
 * @param {string} folder
 */
function installedAsLocked(folder) {
  const noted = join(folder, 'node_modules', '.package-lock.json');
  if (!existsSync(noted)) return false;
  /** @typedef {{ packages: Record<string, { version?: string, optional?: boolean, devOptional?: boolean, peer?: boolean }> }} Lock */
  /** @type {Lock} */
  const locked = JSON.parse(readFileSync(join(folder, 'package-lock.json'), 'utf8'));
  /** @type {Lock} */
  const installed = JSON.parse(readFileSync(noted, 'utf8'));
  return Object.entries(locked.packages).every(([path, { version, optional, devOptional }]) => {
    if (path === '') return true;
    const found = installed.packages[path];
    return found === undefined ? optional === true || devOptional === true : found.version === version;
  });
}

/**
 * True when `node_modules` is what the lock file says.
 * @param {string} folder
 */
function dependenciesAreFresh(folder) {
  const stamp = stampFile(folder);
  const hash = lockHash(folder);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return true;
  if (!installedAsLocked(folder)) return false;
  writeFileSync(stamp, hash);
  return true;
}

/**
 * Installs what is missing or stale with `npm ci`. Ends the process with npm's own exit code where that fails.
 * @param {(line: string) => void} say
 * @param {{ output?: 'show' | 'stderr' }} [options]
 */
export async function installDependencies(say, { output = 'show' } = {}) {
  if (dependenciesAreFresh(root)) return;
  say(
    existsSync(join(root, 'node_modules'))
      ? 'Dependencies have changed: installing them again.'
      : 'Installing dependencies (once; some 600 MB).',
  );
  const { code } = await runNpm(['ci', '--loglevel=error', '--no-audit', '--no-fund'], { cwd: root, output });
  if (code !== 0) {
    say(
      'npm ci failed; its message is above. Check the network and the free disk space, then run the same command again.',
    );
    process.exit(code);
  }
  writeFileSync(stampFile(root), lockHash(root));
}
