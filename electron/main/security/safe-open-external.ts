import { shell } from 'electron';
import { ShellError } from '../../contract/shell-error.ts';
import { isSafeExternal } from './external-address.ts';

/**
 * Opens `url` in the user's browser; the only place that does. Throws `ShellError` for an address that is not on the list:
 * the system would start any program that has a scheme of its own, or run a file from a share.
 */
export async function safeOpenExternal(url: string): Promise<void> {
  if (!isSafeExternal(url)) throw new ShellError('SHELL-014', { address: url.slice(0, 200) });
  await shell.openExternal(new URL(url).href);
}
