// npm run soak [-- --minutes N --seed S]: builds the command line where it is stale, then runs it at full speed with random restarts
// and watches its memory, its descriptors and its checkpoint.
import { join } from 'node:path';
import { buildStale } from './build.mjs';
import { installDependencies, requireNode } from './dependencies.mjs';
import { loadTypeScript } from './load-typescript.mjs';
import { root } from './paths.mjs';

requireNode(console.error);
await installDependencies(console.log);
await buildStale(['cli'], console.log);
process.exitCode = await loadTypeScript('bench/soak/soak.ts', ({ runSoak }) =>
  runSoak(process.argv.slice(2), {
    program: join(root, 'out', 'cli', 'millrace.cjs'),
    folder: join(root, 'out', 'soak'),
    say: console.log,
  }),
);
