import { hexDigit } from './json-pass.ts';

const BACKSLASH = 0x5c;
/** Bytes that b, f, n, r and t stand for; every other letter stands for itself. */
const MEANINGS: Readonly<Record<number, number>> = { 98: 8, 102: 12, 110: 10, 114: 13, 116: 9 };

/**
 * Writes what the inside `bytes[from, to)` of a JSON string means to `into`, which is as long, as UTF-8. Its escapes have been
 * checked.
 *
 * @returns bytes written; -1 for half of a surrogate pair, which UTF-8 cannot say
 */
export function unescapeJson(bytes: Uint8Array, from: number, to: number, into: Uint8Array): number {
  let length = 0;
  for (let at = from; at < to; ) {
    const byte = bytes[at] as number;
    if (byte !== BACKSLASH) {
      into[length++] = byte;
      at++;
      continue;
    }
    const letter = bytes[at + 1] as number;
    if (letter !== 0x75) {
      into[length++] = MEANINGS[letter] ?? letter;
      at += 2;
      continue;
    }
    let point = codeUnit(bytes, at + 2);
    at += 6;
    if (point >= 0xd800 && point <= 0xdfff) {
      const low = bytes[at] === BACKSLASH && bytes[at + 1] === 0x75 && at < to ? codeUnit(bytes, at + 2) : 0;
      if (point > 0xdbff || low < 0xdc00 || low > 0xdfff) return -1;
      point = 0x10000 + ((point - 0xd800) << 10) + low - 0xdc00;
      at += 6;
    }
    length = writePoint(point, into, length);
  }
  return length;
}

function codeUnit(bytes: Uint8Array, from: number): number {
  let unit = 0;
  for (let at = from; at < from + 4; at++) unit = unit * 16 + hexDigit(bytes[at] as number);
  return unit;
}

function writePoint(point: number, into: Uint8Array, at: number): number {
  if (point < 0x80) {
    into[at] = point;
    return at + 1;
  }
  const length = point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  const lead = length === 2 ? 0xc0 : length === 3 ? 0xe0 : 0xf0;
  for (let i = length - 1, rest = point; i >= 0; i--, rest >>= 6) {
    into[at + i] = i === 0 ? lead | rest : 0x80 | (rest & 0x3f);
  }
  return at + length;
}
