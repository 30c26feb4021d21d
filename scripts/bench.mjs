// npm run bench: builds the bench and the engine as they are delivered, then measures. `npm run bench -- --quick` is a smaller
// version in under 50 s; `npm run bench -- ROW…` measures some rows.
import { readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { buildForNode } from './build.mjs';
import { installDependencies, requireNode } from './dependencies.mjs';
import { root } from './paths.mjs';
import { missingForSpark, provideSpark, sparkVersion } from './pyspark.mjs';

const programs = join(root, 'out', 'bench');
const entries = {
  bench: 'bench/bench.ts',
  'millrace-side': 'bench/sides/millrace-side.ts',
  'duckdb-side': 'bench/sides/duckdb-side.ts',
  'bytes-side': 'bench/sides/bytes-side.ts',
  'scanner-side': 'bench/sides/scanner-side.ts',
  'responsive-side': 'bench/sides/responsive-side.ts',
  'stage-worker': 'engine/platform/stage-worker.ts',
};

requireNode(console.error);
await installDependencies(console.log);
rmSync(programs, { recursive: true, force: true });
await buildForNode(entries, programs, { chunkFileNames: 'chunks/[name]-[hash].cjs' });
/** @type {{ runBench: typeof import('../bench/bench.ts').runBench }} */
const { runBench } = createRequire(import.meta.url)(join(programs, 'bench.cjs'));
process.exitCode = await runBench(process.argv.slice(2), {
  root,
  programs,
  version: JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).version,
  spark: { version: sparkVersion, missing: missingForSpark, python: () => provideSpark(console.log) },
  say: console.log,
});
