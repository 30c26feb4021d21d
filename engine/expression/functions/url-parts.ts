import { err, ok, type Result } from '../../base/result.ts';

/** A URL's parts as they are written; null for a part that is not there. */
export interface UrlParts {
  readonly protocol: string | null;
  readonly authority: string | null;
  readonly userInfo: string | null;
  readonly host: string | null;
  readonly path: string | null;
  readonly query: string | null;
  readonly fragment: string | null;
}

const ESCAPE = '%[0-9a-fA-F]{2}';
/** Letters beyond ASCII may stand anywhere; spaces and control characters nowhere. */
const OTHER = '(?![\\p{Z}\\p{Cc}])[^\\x00-\\x7f]';
const ALLOWED = {
  authority: new RegExp(`^(?:[\\w.!~*'()\\-;:@&=+$,\\[\\]]|${ESCAPE}|${OTHER})*$`, 'u'),
  path: new RegExp(`^(?:[\\w.!~*'()\\-;:@&=+$,/]|${ESCAPE}|${OTHER})*$`, 'u'),
  query: new RegExp(`^(?:[\\w.!~*'()\\-;:@&=+$,/?\\[\\]]|${ESCAPE}|${OTHER})*$`, 'u'),
};

/** Reads a URL as Java's `URI` does (RFC 2396); an error where it is none. */
export function readUrl(text: string): Result<UrlParts, null> {
  const found = /^(?:([^:/?#]+):)?(?:\/\/([^/?#]*))?([^?#]*)(?:\?([^#]*))?(?:#([\s\S]*))?$/.exec(text);
  if (found === null) return err(null);
  const [whole, protocol = null, written = null, path = '', query = null, fragment = null] = found;
  const authority = written === '' ? null : written;
  if (protocol !== null && !/^[a-zA-Z][a-zA-Z0-9+.-]*$/.test(protocol)) return err(null);
  if (!isAllowed('query', query) || !isAllowed('query', fragment) || !isAllowed('authority', authority))
    return err(null);
  if (written === '' && path === '') return err(null);
  const isOpaque = protocol !== null && written === null && !path.startsWith('/');
  if (isOpaque) {
    if (whole.slice(protocol.length + 1).replace(/#.*$/s, '') === '' || !isAllowed('query', path)) return err(null);
    return ok({ protocol, authority: null, userInfo: null, host: null, path: null, query: null, fragment });
  }
  if (!isAllowed('path', path)) return err(null);
  return ok({ protocol, authority, ...server(authority ?? ''), path, query, fragment });
}

function isAllowed(part: keyof typeof ALLOWED, text: string | null): boolean {
  return text === null || ALLOWED[part].test(text);
}

/** Who and where, in an authority that names a host as Java wants it. */
function server(authority: string): { readonly userInfo: string | null; readonly host: string | null } {
  const found = /^(?:([^@]*)@)?(\[[0-9a-fA-F:.]+\]|[^:@[\]]*)(?::\d*)?$/.exec(authority);
  const [, userInfo = null, host = ''] = found ?? [];
  return isHost(host) ? { userInfo, host } : { userInfo: null, host: null };
}

function isHost(host: string): boolean {
  if (host.startsWith('[')) return true;
  if (/^\d+(?:\.\d+){3}$/.test(host)) return host.split('.').every((byte) => Number(byte) <= 255);
  const labels = host.replace(/\.$/, '').split('.');
  return (
    labels.every((label) => /^[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?$/.test(label)) &&
    /^[a-zA-Z]/.test(labels.at(-1) ?? '')
  );
}
