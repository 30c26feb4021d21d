// npm run package -- --linux dir: builds what is stale and packs it with electron-builder into dist/. Arguments go to
// electron-builder as they are.
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildStale } from './build.mjs';
import { installDependencies, requireNode } from './dependencies.mjs';
import { provideElectron } from './electron-runtime.mjs';
import { root } from './paths.mjs';
import { runProcess } from './run-process.mjs';

/** Targets of another platform need that platform's Electron, which electron-builder fetches by itself. */
const ownTarget = { linux: '--linux', darwin: '--mac', win32: '--win' };

/**
 * @param {readonly string[]} args electron-builder's own
 * @param {(line: string) => void} say
 * @param {'show' | 'capture'} [output]
 */
export async function packageApp(args, say, output = 'show') {
  const runtime = await provideElectron(say);
  await buildStale(['app'], say);
  const own = ownTarget[/** @type {keyof typeof ownTarget} */ (process.platform)];
  const isOwn = !Object.values(ownTarget).some((flag) => args.includes(flag) && flag !== own);
  say(`Packing${isOwn ? ` with Electron ${runtime.version ?? 'of the given folder'}` : ''}.`);
  return runProcess(
    process.execPath,
    [
      join(root, 'node_modules', 'electron-builder', 'cli.js'),
      ...args,
      '--publish=never',
      ...(isOwn ? [`-c.electronDist=${runtime.folder}`] : []),
      ...(isOwn && runtime.version !== null ? [`-c.electronVersion=${runtime.version}`] : []),
    ],
    { cwd: root, output },
  );
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  requireNode(console.error);
  await installDependencies(console.log);
  try {
    const { code } = await packageApp(process.argv.slice(2), console.log);
    process.exitCode = code;
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
