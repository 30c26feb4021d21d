/**
 * The page's policy: only what ships with the app, nothing inline, nothing evaluated, no other origin, no frames.
 *
 * Styles: the editor's library adds a style element at run time; `nonce` (new for each load of the page) lets that one
 * in and no other. Positions and sizes are set through the object model, which no policy forbids; a style attribute
 * in markup is refused.
 */
export function contentSecurityPolicy(nonce: string): string {
  const directives: Readonly<Record<string, string>> = {
    'default-src': "'none'",
    'script-src': "'self'",
    'style-src': `'self' 'nonce-${nonce}'`,
    'font-src': "'self'",
    'img-src': "'self' data:",
    'connect-src': "'self'",
    'worker-src': "'self'",
    'base-uri': "'none'",
    'form-action': "'none'",
    'frame-ancestors': "'none'",
  };
  return Object.entries(directives)
    .map(([name, value]) => `${name} ${value}`)
    .join('; ');
}
