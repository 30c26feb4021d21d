const encoder = new TextEncoder();
const strictDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** What bytes that are no text at all come out as, at most. */
const LAST_POINT = 0x10ffff;
/** More arguments than this a call of `fromCharCode` is not given. */
const CHUNK_UNITS = 4096;

/**
 * A text as UTF-8. A surrogate without its partner, which UTF-8 has no bytes for, becomes the three bytes that its number would
 * have, so that different texts never have the same bytes.
 */
export function bytesOfText(text: string): Uint8Array {
  return isWellFormed(text) ? encoder.encode(text) : encodeLoosely(text);
}

/** What `bytesOfText` wrote, back as a text. */
export function textOfBytes(bytes: Uint8Array, from: number, to: number): string {
  const ascii = asciiText(bytes, from, to);
  if (ascii !== null) return ascii;
  try {
    return strictDecoder.decode(bytes.subarray(from, to));
  } catch {
    return decodeLoosely(bytes, from, to);
  }
}

/** The text where all bytes are ASCII; null otherwise. */
function asciiText(bytes: Uint8Array, from: number, to: number): string | null {
  if (to - from > CHUNK_UNITS) return null;
  for (let i = from; i < to; i++) if ((bytes[i] as number) >= 0x80) return null;
  return String.fromCharCode.apply(null, bytes.subarray(from, to) as unknown as number[]);
}

/**
 * The texts that lie one after another in `bytes`, decoded together.
 *
 * @param starts where each begins; text `i` ends where text `i + 1` begins
 */
export function decodeTexts(
  bytes: Uint8Array,
  starts: { readonly [index: number]: number },
  from: number,
  to: number,
): string[] {
  const first = starts[from] as number;
  const end = starts[to] as number;
  const texts = new Array<string>(to - from);
  let whole: string;
  try {
    whole = strictDecoder.decode(bytes.subarray(first, end));
  } catch {
    for (let i = from; i < to; i++) texts[i - from] = textOfBytes(bytes, starts[i] as number, starts[i + 1] as number);
    return texts;
  }
  const isAscii = whole.length === end - first;
  let at = 0;
  for (let i = from; i < to; i++) {
    const start = starts[i] as number;
    const next = starts[i + 1] as number;
    const units = isAscii ? next - start : unitsOf(bytes, start, next);
    texts[i - from] = whole.slice(at, at + units);
    at += units;
  }
  return texts;
}

/** UTF-16 units of well-formed UTF-8: one for each character, two for those of four bytes. */
function unitsOf(bytes: Uint8Array, from: number, to: number): number {
  let units = 0;
  for (let i = from; i < to; i++) {
    const byte = bytes[i] as number;
    if ((byte & 0xc0) !== 0x80) units += byte >= 0xf0 ? 2 : 1;
  }
  return units;
}

function isWellFormed(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0xd800 || unit > 0xdfff) continue;
    if (unit > 0xdbff) return false;
    const next = text.charCodeAt(i + 1);
    if (!(next >= 0xdc00 && next <= 0xdfff)) return false;
    i++;
  }
  return true;
}

function encodeLoosely(text: string): Uint8Array {
  const bytes: number[] = [];
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0;
    if (point >= 0xd800 && point <= 0xdfff) {
      bytes.push(0xe0 | (point >> 12), 0x80 | ((point >> 6) & 0x3f), 0x80 | (point & 0x3f));
    } else for (const byte of encoder.encode(character)) bytes.push(byte);
  }
  return Uint8Array.from(bytes);
}

function decodeLoosely(bytes: Uint8Array, from: number, to: number): string {
  let text = '';
  for (let at = from; at < to; ) {
    const lead = bytes[at] as number;
    const length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    let point = length === 1 ? lead : lead & (0xff >> (length + 1));
    for (let i = 1; i < length; i++) point = (point << 6) | ((bytes[at + i] as number) & 0x3f);
    text += String.fromCodePoint(Math.min(point, LAST_POINT));
    at += length;
  }
  return text;
}
