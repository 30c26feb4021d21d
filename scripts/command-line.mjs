// Runs the built command line in this very process, so that signals, the terminal and the exit code are its own.
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { root } from './paths.mjs';

/**
 * Hands the process over to `millrace` with these arguments. Paths in them are meant from where the user is, not from the
 * package's folder, where npm starts scripts.
 * @param {readonly string[]} args
 */
export function runCommandLine(args) {
  const entry = join(root, 'out', 'cli', 'millrace.cjs');
  if (process.env.INIT_CWD !== undefined) process.chdir(process.env.INIT_CWD);
  process.argv = [process.execPath, entry, ...args];
  createRequire(import.meta.url)(entry);
}
