import { randomBytes } from 'node:crypto';
import { readFile, realpath } from 'node:fs/promises';
import { extname, join, sep } from 'node:path';
import { STYLE_NONCE_META } from '../../contract/style-nonce.ts';
import { APP_HOST, APP_SCHEME, parseUrl } from './app-origin.ts';
import { contentSecurityPolicy } from './content-security-policy.ts';

export interface PageReply {
  readonly status: 200 | 403 | 404 | 405;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array | string | null;
}

/** Every type of file the page is made of. Others are not served: a folder that was put there by mistake stays unread. */
const MIME_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.wasm': 'application/wasm',
};

const SAFE_HEADERS = {
  // A file is what its type says, whatever its bytes look like.
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-cache',
} as const;

/**
 * Answers a request to the app's scheme with a file of the page's build below `root`. Anything that is not plainly such a
 * file (another host, a path that leads out of the folder, a link to elsewhere, a type we do not use) is refused.
 */
export async function servePageFile(method: string, url: string, root: string): Promise<PageReply> {
  if (method !== 'GET' && method !== 'HEAD') return refuse(405);
  const segments = segmentsOf(url);
  if (segments === null) return refuse(403);
  const type = MIME_TYPES[extname(segments.at(-1) ?? '').toLowerCase()];
  if (type === undefined) return refuse(404);
  let bytes: Uint8Array;
  try {
    const folder = await realpath(root);
    const file = join(folder, ...segments);
    // A link anywhere on the way would make these two differ; the build has none.
    if (!file.startsWith(folder + sep) || (await realpath(file)) !== file) return refuse(403);
    bytes = await readFile(file);
  } catch {
    return refuse(404);
  }
  const isPage = type.startsWith('text/html');
  const nonce = randomBytes(16).toString('base64');
  // Not the page's alone: a worker obeys the policy that its own script came with.
  const headers = { ...SAFE_HEADERS, 'Content-Type': type, 'Content-Security-Policy': contentSecurityPolicy(nonce) };
  const body = isPage ? withNonce(new TextDecoder().decode(bytes), nonce) : bytes;
  return { status: 200, headers, body: method === 'HEAD' ? null : body };
}

/** The path of an address of ours as file names, or null when it is not one. */
function segmentsOf(url: string): readonly string[] | null {
  const parsed = parseUrl(url);
  if (parsed === undefined || parsed.protocol !== `${APP_SCHEME}:` || parsed.host !== APP_HOST) return null;
  let path: string;
  try {
    path = decodeURIComponent(parsed.pathname);
  } catch {
    return null;
  }
  const segments = (path === '/' || path === '' ? '/index.html' : path).split('/').slice(1);
  // Decoded once only: what still looks like a way out after that is a name we do not have.
  const isPlain = segments.every((segment) => segment !== '' && !segment.startsWith('.') && !/[\\:%\0]/.test(segment));
  return isPlain ? segments : null;
}

/** Tells the page the nonce of its style elements, first thing in its head. Scripts get none: theirs are files. */
function withNonce(html: string, nonce: string): string {
  return html.replace(/<head(?:\s[^>]*)?>/i, (head) => `${head}<meta name="${STYLE_NONCE_META}" nonce="${nonce}">`);
}

function refuse(status: 403 | 404 | 405): PageReply {
  return { status, headers: { ...SAFE_HEADERS, 'Content-Type': 'text/plain' }, body: null };
}
