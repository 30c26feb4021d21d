// The command line in a checkout: `npm run -s millrace -- ARGUMENTS`. Standard output belongs to the command alone; what
// has to be built first is built in silence, or with one line on standard error where it takes a moment.
import { join } from 'node:path';
import { isFresh } from './build.mjs';
import { runCommandLine } from './command-line.mjs';
import { installDependencies, requireNode } from './dependencies.mjs';
import { root } from './paths.mjs';
import { runProcess } from './run-process.mjs';

/** A build under this time, in milliseconds, is nobody's business. */
const quietMs = 2000;

requireNode(console.error);
await installDependencies(console.error, { output: 'stderr' });
if (!isFresh('cli')) {
  const notice = setTimeout(() => console.error('Building the command line.'), quietMs);
  // In a process of its own, so that the bundler's words can be kept from standard output.
  const { code, output } = await runProcess(process.execPath, [join(root, 'scripts', 'build.mjs'), 'cli'], {
    cwd: root,
    output: 'capture',
  });
  clearTimeout(notice);
  if (code !== 0) {
    console.error(`The command line cannot be built:\n${output.trim()}`);
    process.exit(3);
  }
}
runCommandLine(process.argv.slice(2));
