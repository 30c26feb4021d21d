// npm run bench: builds the bench and the engine as they are delivered, then measures. `npm run bench -- --quick` is a smaller
// version in under 50 s; `npm run bench -- ROW…` measures some rows.
import { readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { external } from './build.mjs';
import { installDependencies, requireNode } from './dependencies.mjs';
import { root } from './paths.mjs';
import { missingForSpark, provideSpark, sparkVersion } from './pyspark.mjs';

const programs = join(root, 'out', 'bench');
const entries = {
  bench: 'bench.ts',
  'millrace-side': 'sides/millrace-side.ts',
  'duckdb-side': 'sides/duckdb-side.ts',
  'bytes-side': 'sides/bytes-side.ts',
  'scanner-side': 'sides/scanner-side.ts',
  'responsive-side': 'sides/responsive-side.ts',
  'stage-worker': '../engine/platform/stage-worker.ts',
};

async function build() {
  const { build } = await import('vite');
  rmSync(programs, { recursive: true, force: true });
  await build({
    root,
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    ssr: { noExternal: true },
    build: {
      ssr: true,
      target: 'node18',
      outDir: programs,
      minify: false,
      rolldownOptions: {
        input: Object.fromEntries(Object.entries(entries).map(([name, path]) => [name, join(root, 'bench', path)])),
        external,
        output: { format: 'cjs', entryFileNames: '[name].cjs', chunkFileNames: 'chunks/[name]-[hash].cjs' },
      },
    },
  });
}

requireNode(console.error);
await installDependencies(console.log);
await build();
/** @type {{ runBench: typeof import('../bench/bench.ts').runBench }} */
const { runBench } = createRequire(import.meta.url)(join(programs, 'bench.cjs'));
process.exitCode = await runBench(process.argv.slice(2), {
  root,
  programs,
  version: JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version,
  spark: { version: sparkVersion, missing: missingForSpark, python: () => provideSpark(console.log) },
  say: console.log,
});
