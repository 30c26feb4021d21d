// Builds the app (main, preload, window) and the command line into out/, each only where its sources changed.
//   node scripts/build.mjs [app] [cli] [--force]
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { installDependencies, requireNode } from './dependencies.mjs';
import { fingerprint, stampIs, writeStamp } from './fingerprint.mjs';
import { root } from './paths.mjs';

const shared = ['engine', 'assets', 'package.json', 'package-lock.json', 'tsconfig.base.json', 'scripts/build.mjs'];

const targets = {
  app: {
    inputs: [...shared, 'electron', 'renderer', 'electron.vite.config.ts'],
    outputs: [
      'out/main/index.cjs',
      'out/main/engine-worker.cjs',
      'out/main/stage-worker.cjs',
      'out/preload/preload.cjs',
      'out/renderer/index.html',
    ],
    label: 'the app',
    build: buildApp,
  },
  cli: {
    inputs: shared,
    outputs: ['out/cli/millrace.cjs', 'out/cli/stage-worker.cjs'],
    label: 'the command line',
    build: buildCli,
  },
};

/** @typedef {keyof typeof targets} Target */

/** Packages that stay beside the bundle: native code and WebAssembly. */
const external = [/^@duckdb\//, /^@polyglot-sql\//, ...builtinModules.flatMap((name) => [name, `node:${name}`])];

async function buildApp() {
  const { build } = await import('electron-vite');
  await build({ root, configFile: join(root, 'electron.vite.config.ts'), logLevel: 'warn' });
}

async function buildCli() {
  // Built aside and moved into place in one step: a command that runs meanwhile reads the old file or the new one.
  const aside = join(root, 'out', `.cli-${process.pid}`);
  try {
    await bundle('engine/platform/stage-worker.ts', aside);
    await bundle('engine/cli/millrace.ts', aside, '#!/usr/bin/env node');
    chmodSync(join(aside, 'millrace.cjs'), 0o755);
    mkdirSync(join(root, 'out', 'cli'), { recursive: true });
    for (const name of ['stage-worker.cjs', 'millrace.cjs'])
      renameSync(join(aside, name), join(root, 'out', 'cli', name));
  } finally {
    rmSync(aside, { recursive: true, force: true });
  }
}

/**
 * Makes one file of a module and all that it needs, for Node: `NAME.cjs` in `folder`, beside what is there.
 * @param {string} entry from the root of the checkout
 * @param {string} folder
 * @param {string} [firstLine] where the entry does not bring its own
 */
export async function bundle(entry, folder, firstLine = '') {
  const name = basename(entry, '.ts');
  const hasFirstLine = firstLine === '' || readFileSync(join(root, entry), 'utf8').startsWith('#!');
  await buildForNode({ [name]: entry }, folder, { codeSplitting: false, banner: hasFirstLine ? '' : firstLine });
}

/**
 * Makes `NAME.cjs` in `folder`, beside what is there, for each entry.
 * @param {Readonly<Record<string, string>>} entries paths from the root of the checkout, by name
 * @param {string} folder
 * @param {import('vite').Rolldown.OutputOptions} [output] what is particular about the files
 * @param {readonly RegExp[]} [beside] further packages that stay beside the files
 */
export async function buildForNode(entries, folder, output = {}, beside = []) {
  const { build } = await import('vite');
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: true },
    build: {
      ssr: true,
      target: 'node18',
      outDir: folder,
      emptyOutDir: false,
      minify: false,
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(entries).map(([name, path]) => [name, join(root, path)])),
        external: [...external, ...beside],
        output: { format: 'cjs', entryFileNames: '[name].cjs', ...output },
      },
    },
  });
}

/** @param {Target} name */
function stateOf(name) {
  const { inputs, outputs } = targets[name];
  const stampFile = join(root, 'out', `.${name}-stamp`);
  const stamp = fingerprint(root, inputs);
  const isFresh = stampIs(stampFile, stamp) && outputs.every((output) => existsSync(join(root, output)));
  return { stampFile, stamp, isFresh };
}

/** @param {Target} name */
export const isFresh = (name) => stateOf(name).isFresh;

/**
 * Builds what is stale. Rejects with the bundler's message where a build fails.
 * @param {readonly Target[]} names
 * @param {(line: string) => void} say
 * @param {{ force?: boolean }} [options]
 */
export async function buildStale(names, say, { force = false } = {}) {
  for (const name of names) {
    const { stampFile, stamp, isFresh } = stateOf(name);
    if (isFresh && !force) continue;
    say(`Building ${targets[name].label}.`);
    rmSync(stampFile, { force: true });
    await targets[name].build();
    for (const output of targets[name].outputs)
      if (!existsSync(join(root, output))) throw new Error(`the build ended without ${output}`);
    writeStamp(stampFile, stamp);
  }
}

async function main() {
  requireNode(console.error);
  await installDependencies(console.log);
  const names = /** @type {Target[]} */ (Object.keys(targets));
  const asked = names.filter((name) => process.argv.includes(name));
  await buildStale(asked.length > 0 ? asked : names, console.log, { force: process.argv.includes('--force') });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) await main();
