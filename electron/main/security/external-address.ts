import { parseUrl } from './app-origin.ts';

/** Hosts of the documentation that help texts point to. */
const HOSTS: ReadonlySet<string> = new Set(['spark.apache.org']);

/** Whether `url` may be handed to the user's browser: https, a host of the list, no port and no name or password in it. */
export function isSafeExternal(url: string): boolean {
  const parsed = parseUrl(url);
  return (
    parsed !== undefined &&
    parsed.protocol === 'https:' &&
    HOSTS.has(parsed.hostname) &&
    parsed.port === '' &&
    parsed.username === '' &&
    parsed.password === ''
  );
}
