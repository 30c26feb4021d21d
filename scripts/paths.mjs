// Where things are in the checkout. Every script starts from here, whatever folder it was called in.
import { fileURLToPath } from 'node:url';

/** The folder of package.json, without a trailing separator. */
export const root = fileURLToPath(new URL('..', import.meta.url)).replace(/[\\/]$/, '');
