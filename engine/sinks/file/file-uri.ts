/** Signs that stand for themselves in the path of a URI, as Java's `URI` has it. */
const PLAIN = /[A-Za-z0-9_\-!.~'()*,;:$&+=/@]/;
/** Control characters and spaces, which Java escapes, too. */
const ESCAPED_BEYOND_ASCII = /[\u0080-\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]/;

/**
 * The `file:` URI of an absolute path as Spark's sink log writes it: `file:///data/p=b%20b/part-00000…`. Letters beyond ASCII
 * are left as they are.
 */
export function fileUri(path: string): string {
  const slashed = path.startsWith('/') ? path : `/${path.replaceAll('\\', '/')}`;
  let text = '';
  for (const sign of slashed) {
    const isPlain = sign.charCodeAt(0) < 0x80 ? PLAIN.test(sign) : !ESCAPED_BEYOND_ASCII.test(sign);
    text += isPlain ? sign : percent(sign);
  }
  return `file://${text}`;
}

function percent(sign: string): string {
  return [...new TextEncoder().encode(sign)]
    .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)
    .join('');
}
