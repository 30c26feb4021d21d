// npm run crash-test [-- --rounds N --seed S --pipeline NAME]: builds the command line where it is stale, then kills it again and
// again while it works, and compares what came of it with one batch over the same input.
import { join } from 'node:path';
import { buildStale } from './build.mjs';
import { installDependencies, requireNode } from './dependencies.mjs';
import { loadTypeScript } from './load-typescript.mjs';
import { root } from './paths.mjs';

requireNode(console.error);
await installDependencies(console.log);
await buildStale(['cli'], console.log);
process.exitCode = await loadTypeScript('bench/crash/crash-test.ts', ({ runCrashTest }) =>
  runCrashTest(process.argv.slice(2), {
    program: join(root, 'out', 'cli', 'millrace.cjs'),
    folder: join(root, 'out', 'crash-test'),
    say: console.log,
  }),
);
