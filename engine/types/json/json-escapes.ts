import type { ByteText } from './byte-text.ts';

const BACKSLASH = 0x5c;

/** Code units that a one-letter escape stands for, by the letter's code. */
export const ESCAPES: ReadonlyMap<number, string> = new Map(
  Object.entries({ '"': '"', '\\': '\\', '/': '/', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t' }).map(
    ([letter, meaning]) => [letter.charCodeAt(0), meaning],
  ),
);

/** The meaning of the inside `bytes[from, to)` of a JSON string, whose escapes have been checked. */
export function resolveEscapes(bytes: Uint8Array, from: number, to: number, text: ByteText): string {
  const parts: string[] = [];
  let plainFrom = from;
  let hasSurrogate = false;
  let at = from;
  while (at < to) {
    if (bytes[at] !== BACKSLASH) {
      at++;
      continue;
    }
    if (at > plainFrom) parts.push(text.utf8(bytes, plainFrom, at));
    const letter = bytes[at + 1] as number;
    const meaning = ESCAPES.get(letter);
    if (letter === 0x75) {
      const unit = Number.parseInt(text.ascii(bytes, at + 2, at + 6), 16);
      hasSurrogate ||= (unit & 0xf800) === 0xd800;
      parts.push(String.fromCharCode(unit));
      at += 6;
      plainFrom = at;
    } else if (meaning !== undefined) {
      parts.push(meaning);
      at += 2;
      plainFrom = at;
    } else {
      // Any other escaped character stands for itself: it begins the next plain part.
      plainFrom = at + 1;
      at += 2;
    }
  }
  if (plainFrom < to) parts.push(text.utf8(bytes, plainFrom, to));
  const meaning = parts.join('');
  return hasSurrogate ? withoutLoneSurrogates(meaning) : meaning;
}

/** As Java writes text to UTF-8: half a surrogate pair becomes a question mark. */
function withoutLoneSurrogates(text: string): string {
  return text.replace(/[\ud800-\udbff][\udc00-\udfff]|[\ud800-\udfff]/g, (match) => (match.length === 2 ? match : '?'));
}
