import { resolve } from 'node:path';
import { SAMPLE_ENDING } from './samples.ts';

/**
 * The pipeline file among a command line's arguments (the program itself left out), as an absolute path, or null. Switches and
 * other files are not ours: desktops and browsers add arguments of their own.
 */
export function documentArgument(args: readonly string[], workingDirectory: string): string | null {
  const found = args.find((arg) => !arg.startsWith('-') && arg.toLowerCase().endsWith(SAMPLE_ENDING));
  return found === undefined ? null : resolve(workingDirectory, found);
}
