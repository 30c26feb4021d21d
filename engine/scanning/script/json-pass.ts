import { numberEnd } from './number-text.ts';
import { isUtf8 } from './utf8.ts';

/**
 * The parts of JSON that are passed over, by strict JSON alone: -1 wherever that is not certain. Lines end in `\n`, which no part
 * passes.
 */

const QUOTE = 0x22;
const COMMA = 0x2c;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const SPACE = 0x20;
const TAB = 0x09;

/** Containers inside one another that are passed over here; the reader's limit must not be lower. */
export const NESTING_MAX = 16;

/** `"`, `\`, `/`, b, f, n, r, t. */
const ONE_LETTER_ESCAPES: ReadonlySet<number> = new Set([0x22, 0x5c, 0x2f, 0x62, 0x66, 0x6e, 0x72, 0x74]);

/** Behind the spaces and tabs at `from`. */
export function passBlanks(bytes: Uint8Array, from: number): number {
  let at = from;
  while (bytes[at] === SPACE || bytes[at] === TAB) at++;
  return at;
}

/** Behind the name that opens at `from`, its colon and the blanks around that. A name with an escape might be that of a column. */
export function passName(bytes: Uint8Array, from: number): number {
  const close = plainStringEnd(bytes, from);
  return close === -1 ? -1 : passColon(bytes, close + 1);
}

/** Behind the colon that stands at `from`, blanks on both sides included. */
export function passColon(bytes: Uint8Array, from: number): number {
  const at = passBlanks(bytes, from);
  return bytes[at] === COLON ? passBlanks(bytes, at + 1) : -1;
}

/** Behind the value at `at`. */
export function passValue(bytes: Uint8Array, at: number, depth = NESTING_MAX): number {
  switch (bytes[at]) {
    case QUOTE:
      return passString(bytes, at);
    case 0x74:
      return passWord(bytes, at, 'true');
    case 0x66:
      return passWord(bytes, at, 'false');
    case 0x6e:
      return passWord(bytes, at, 'null');
    case 0x7b:
      return depth === 0 ? -1 : passItems(bytes, at, 0x7d, depth - 1);
    case 0x5b:
      return depth === 0 ? -1 : passItems(bytes, at, 0x5d, depth - 1);
    default:
      return numberEnd(bytes, at);
  }
}

/** Behind `word`, if it stands at `at`. What follows it is looked at by what comes next. */
export function passWord(bytes: Uint8Array, at: number, word: string): number {
  for (let i = 0; i < word.length; i++) if (bytes[at + i] !== word.charCodeAt(i)) return -1;
  return at + word.length;
}

/** Where the string that opens at `from` closes, if it is UTF-8 without an escape. */
export function plainStringEnd(bytes: Uint8Array, from: number): number {
  const close = stringEnd(bytes, from);
  return close === -1 || hasEscape(bytes, from, close) ? -1 : close;
}

/** Whether a backslash stands in `bytes[from, to)`. */
export function hasEscape(bytes: Uint8Array, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (bytes[at] === BACKSLASH) return true;
  return false;
}

/** Where the string that opens at `from` closes, if it is UTF-8 and its escapes are those of JSON. */
export function stringEnd(bytes: Uint8Array, from: number): number {
  let at = from + 1;
  let high = 0;
  for (let byte = bytes[at] as number; byte !== QUOTE; byte = bytes[at] as number) {
    if (byte < 0x20) return -1;
    high |= byte;
    at = byte === BACKSLASH ? passEscape(bytes, at) : at + 1;
    if (at === -1) return -1;
  }
  return high > 0x7f && !isUtf8(bytes, from + 1, at) ? -1 : at;
}

function passString(bytes: Uint8Array, from: number): number {
  const close = stringEnd(bytes, from);
  return close === -1 ? -1 : close + 1;
}

function passEscape(bytes: Uint8Array, at: number): number {
  const letter = bytes[at + 1] as number;
  if (letter !== 0x75) return ONE_LETTER_ESCAPES.has(letter) ? at + 2 : -1;
  for (let i = at + 2; i < at + 6; i++) if (hexDigit(bytes[i] as number) === -1) return -1;
  return at + 6;
}

/** The value of a hexadecimal digit; -1 where it is none. */
export function hexDigit(byte: number): number {
  if (byte >= 0x30 && byte <= 0x39) return byte - 0x30;
  const letter = byte | 0x20;
  return letter >= 0x61 && letter <= 0x66 ? letter - 0x57 : -1;
}

function passItems(bytes: Uint8Array, from: number, close: number, depth: number): number {
  let at = passBlanks(bytes, from + 1);
  if (bytes[at] === close) return at + 1;
  for (;;) {
    if (close === 0x7d) {
      if (bytes[at] !== QUOTE) return -1;
      at = passName(bytes, at);
      if (at === -1) return -1;
    }
    at = passValue(bytes, at, depth);
    if (at === -1) return -1;
    at = passBlanks(bytes, at);
    if (bytes[at] === close) return at + 1;
    if (bytes[at] !== COMMA) return -1;
    at = passBlanks(bytes, at + 1);
  }
}
