// npm run bench:ui: builds the app, the bare page and the bench, then measures the window in the real Electron.
// `npm run bench:ui -- --quick` takes few rounds; `npm run bench:ui -- ROW…` measures some rows.
import { readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { buildForNode, buildStale } from './build.mjs';
import { installDependencies, requireNode } from './dependencies.mjs';
import { openVirtualDisplay, prepareDisplay, sandboxFlags } from './display.mjs';
import { provideElectron } from './electron-runtime.mjs';
import { root } from './paths.mjs';

const programs = join(root, 'out', 'bench-ui');
const bare = join(programs, 'bare');

async function buildBarePage() {
  const { build } = await import('vite');
  const { default: react } = await import('@vitejs/plugin-react');
  await build({
    root: join(root, 'bench', 'ui', 'bare'),
    configFile: false,
    logLevel: 'warn',
    plugins: [react()],
    build: { target: 'chrome114', outDir: bare, emptyOutDir: true },
  });
  await buildForNode({ main: 'bench/ui/bare/main.ts' }, bare, {}, [/^electron$/]);
}

requireNode(console.error);
await installDependencies(console.log);
const runtime = await provideElectron(console.log);
const missing = await prepareDisplay(runtime.binary, console.log);
if (missing !== null) {
  console.error(`no screen for Electron: ${missing}`);
  process.exit(1);
}
await buildStale(['app'], console.log);
rmSync(programs, { recursive: true, force: true });
await buildBarePage();
await buildForNode({ 'bench-ui': 'bench/ui/bench-ui.ts' }, programs, {}, [/^playwright-core$/]);
const closeDisplay = await openVirtualDisplay();
try {
  // Named here without its file, which is typed for a page.
  /** @type {{ runBenchUi: (args: readonly string[], context: object, runtime: string) => Promise<number> }} */
  const { runBenchUi } = createRequire(import.meta.url)(join(programs, 'bench-ui.cjs'));
  process.exitCode = await runBenchUi(
    process.argv.slice(2),
    {
      root,
      electron: runtime.binary,
      switches: sandboxFlags(),
      bare,
      version: JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version,
      say: console.log,
    },
    runtime.version ?? 'not known',
  );
} finally {
  await closeDisplay();
}
