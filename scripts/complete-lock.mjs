// npm run lock, after each change of dependencies: adds to package-lock.json the packages of other platforms that npm left
// out because the registry in use does not offer them. Without them `npm ci` refuses the lock file, on every platform.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './paths.mjs';

/**
 * @typedef {object} LockedPackage
 * @property {string} [version]
 * @property {boolean} [dev]
 * @property {boolean} [optional]
 * @property {string[]} [cpu]
 * @property {string[]} [libc]
 * @property {string[]} [os]
 * @property {Record<string, string>} [optionalDependencies]
 */
/** @typedef {{ packages: Record<string, LockedPackage> }} Lock */

const systems = ['android', 'darwin', 'freebsd', 'linux', 'win32'];
const processors = ['arm64', 'arm', 'x64', 'ia32', 'wasm32'];

/** Where a package for one platform runs, by the parts of its name. @param {string} name */
function platformOf(name) {
  const parts = name.split('/').at(-1)?.split('-') ?? [];
  const os = systems.filter((system) => parts.includes(system));
  const cpu = processors.filter((processor) => parts.includes(processor));
  const libc = parts.some((part) => part.startsWith('musl')) ? ['musl'] : os.includes('linux') ? ['glibc'] : [];
  return {
    ...(cpu.length > 0 ? { cpu } : {}),
    ...(libc.length > 0 ? { libc } : {}),
    ...(os.length > 0 ? { os } : {}),
  };
}

/**
 * The packages that a lock file names as optional but has no entry for, as entries. Their versions are the exact ones that
 * the packages above ask for; a range, or a name that says no platform, cannot be filled in and is told.
 * @param {Lock} lock
 * @returns {{ entries: Record<string, LockedPackage>, unclear: string[] }}
 */
export function missingFromLock(lock) {
  /** @type {Record<string, LockedPackage>} */
  const entries = {};
  /** @type {string[]} */
  const unclear = [];
  for (const [path, { dev, optionalDependencies = {} }] of Object.entries(lock.packages))
    for (const [name, version] of Object.entries(optionalDependencies)) {
      const places = [`${path}/node_modules/${name}`, `node_modules/${name}`];
      if (places.some((place) => lock.packages[place] !== undefined)) continue;
      const platform = platformOf(name);
      if (!/^\d+\.\d+\.\d+[\w.-]*$/.test(version) || Object.keys(platform).length === 0)
        unclear.push(`${name}@${version}`);
      else entries[`node_modules/${name}`] = { version, ...platform, ...(dev === true ? { dev } : {}), optional: true };
    }
  return { entries, unclear };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const file = join(process.argv[2] ?? root, 'package-lock.json');
  const lock = JSON.parse(readFileSync(file, 'utf8'));
  const { entries, unclear } = missingFromLock(lock);
  const { '': own, ...packages } = lock.packages;
  const sorted = Object.entries({ ...packages, ...entries }).sort(([a], [b]) => a.localeCompare(b, 'en'));
  lock.packages = { '': own, ...Object.fromEntries(sorted) };
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`Added ${Object.keys(entries).length} packages of other platforms.`);
  for (const name of unclear) console.log(`Cannot tell where ${name} runs: add it by hand.`);
  process.exitCode = unclear.length > 0 ? 1 : 0;
}
