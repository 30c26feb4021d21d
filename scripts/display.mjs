// A screen to draw on: the one that is there, or a virtual one (Xvfb) with the libraries that Electron needs beside it.
import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { runProcess } from './run-process.mjs';

/** What Electron and Xvfb need on a bare Debian; these pull in the rest. */
const debianPackages = ['xvfb', 'libgtk-3-0', 'libnss3', 'libasound2', 'libgbm1'];

/** Size of the virtual screen, in pixels, and its colour depth in bits. */
const screen = '1600x1000x24';

const isLinux = process.platform === 'linux';

export const hasDisplay = () => !isLinux || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY);

/** Chromium refuses its sandbox to root, so root alone goes without. */
export const sandboxFlags = () => (isLinux && process.getuid?.() === 0 ? ['--no-sandbox'] : []);

/** @param {string} program */
const isOnPath = (program) =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => folder !== '' && existsSync(join(folder, program)));

/**
 * What is still missing to run Electron on a virtual screen, in words; empty when nothing is.
 * @param {string} binary Electron's executable
 */
async function missingFor(binary) {
  /** @type {string[]} */
  const missing = [];
  if (!isOnPath('Xvfb')) missing.push('Xvfb');
  const { output } = await runProcess('ldd', [binary], { output: 'capture' }).catch(() => ({ output: '' }));
  for (const [, library = ''] of output.matchAll(/^\s*(\S+) => not found/gm)) missing.push(library);
  return missing;
}

/**
 * The names under which this release of Debian has the packages: newer ones add `t64` to some.
 * @returns {Promise<string[]>}
 */
async function packagesHere() {
  /** @type {string[]} */
  const names = [];
  for (const name of debianPackages) {
    const { output } = await runProcess('apt-cache', ['policy', `${name}t64`], { output: 'capture' });
    names.push(/Candidate: (?!\(none\))/.test(output) ? `${name}t64` : name);
  }
  return names;
}

/**
 * Installs what a virtual screen needs where this is a Debian and we are root.
 * @param {(line: string) => void} say
 */
async function installPackages(say) {
  say('Installing Xvfb and the libraries that Electron needs (apt-get, once).');
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const update = await runProcess('apt-get', ['update', '-qq'], { output: 'capture', env });
  const install = await runProcess(
    'apt-get',
    ['install', '-y', '-qq', '--no-install-recommends', ...(await packagesHere())],
    {
      output: 'capture',
      env,
    },
  );
  if (install.code !== 0)
    say(`${update.code === 0 ? '' : update.output}${install.output}`.trim().split('\n').slice(-8).join('\n'));
}

/**
 * Makes sure that Electron can be shown: installs what is missing where that is possible. Returns null, or a sentence that
 * says what is missing and how to get it.
 * @param {string} binary Electron's executable
 * @param {(line: string) => void} say
 * @returns {Promise<string | null>}
 */
export async function prepareDisplay(binary, say) {
  if (!isLinux) return null;
  const before = await missingFor(binary);
  if (before.length === 0) return null;
  const isDebian = existsSync('/etc/debian_version') && isOnPath('apt-get');
  if (isDebian && process.getuid?.() === 0) {
    await installPackages(say);
    const after = await missingFor(binary);
    return after.length === 0 ? null : `${after.join(', ')} still missing after apt-get install; its message is above`;
  }
  // Somebody's own screen will do where only the virtual one is missing.
  if (hasDisplay() && before.length === 1 && before[0] === 'Xvfb') return null;
  const advice = isDebian
    ? `install them with: sudo apt-get update && sudo apt-get install -y ${(await packagesHere()).join(' ')}`
    : `install Xvfb and the libraries under the names they have here (on Debian: ${debianPackages.join(' ')})`;
  return `${before.join(', ')} missing; ${advice}`;
}

/**
 * Starts a virtual screen on a free number and points DISPLAY at it; where there is no Xvfb the screen that is there serves.
 * @returns {Promise<() => void>} ends it
 */
export async function openVirtualDisplay() {
  if (!isLinux || !isOnPath('Xvfb')) return () => {};
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', screen, '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  let complaints = '';
  server.stderr?.on('data', (chunk) => {
    complaints += chunk;
  });
  const number = await new Promise((resolve, reject) => {
    server.on('error', reject);
    server.on('exit', (code) => reject(new Error(`Xvfb ended with code ${code}: ${complaints.trim()}`)));
    let text = '';
    server.stdio[3]?.on('data', (chunk) => {
      text += chunk;
      if (text.includes('\n')) resolve(text.trim());
    });
  });
  server.removeAllListeners('exit');
  const { DISPLAY: before } = process.env;
  process.env.DISPLAY = `:${number}`;
  const end = () => {
    server.kill();
    if (before === undefined) delete process.env.DISPLAY;
    else process.env.DISPLAY = before;
  };
  process.once('exit', () => server.kill());
  server.unref();
  return end;
}
