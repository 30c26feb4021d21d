/** The app's own scheme and host: the page's origin, which no site and no file can have. */
export const APP_SCHEME = 'app';
export const APP_HOST = 'millrace';
export const APP_URL = `${APP_SCHEME}://${APP_HOST}/index.html`;

/**
 * Whether `url` belongs to the app's own page. `developmentUrl` is the address of the development server, null in a
 * release. Parsed and compared part by part: a prefix would also fit `app://millrace.example/`.
 */
export function isAppUrl(url: string, developmentUrl: string | null): boolean {
  const parsed = parseUrl(url);
  if (parsed === undefined || parsed.username !== '' || parsed.password !== '') return false;
  if (parsed.protocol === `${APP_SCHEME}:`) return parsed.host === APP_HOST;
  const development = developmentUrl === null ? undefined : parseUrl(developmentUrl);
  // Only a server of http has an origin to compare; every other scheme's is the text "null".
  return development !== undefined && /^https?:$/.test(parsed.protocol) && parsed.origin === development.origin;
}

/** `url` taken apart; undefined for text that is no absolute address. */
export function parseUrl(url: string): URL | undefined {
  try {
    return new URL(url);
  } catch {
    return undefined;
  }
}
