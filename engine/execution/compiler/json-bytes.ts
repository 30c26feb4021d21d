import { utf8FaultEnd } from '../../types/json/utf8-fault.ts';

/**
 * The parts of reading JSON from bytes that generated loops call. They know strict JSON only and take nothing that they are not
 * certain of: whatever else there is, the file source's own reader decides. Lines end in `\n`, which no part passes.
 */

const QUOTE = 0x22;
const COMMA = 0x2c;
const MINUS = 0x2d;
const COLON = 0x3a;
const BACKSLASH = 0x5c;
const SPACE = 0x20;

/** Characters of a number that is read here; the options of the compiled reader allow no shorter ones. */
export const NUMBER_BYTES_MAX = 64;
/** Containers inside one another that are passed over here. */
const NESTING_MAX = 16;

/** Where the number that starts at `at` ends; -1 where there is none that strict JSON knows. */
export function numberEnd(bytes: Uint8Array, from: number): number {
  let at = bytes[from] === MINUS ? from + 1 : from;
  const first = at;
  at = digitsEnd(bytes, at);
  if (at === first || (bytes[first] === 0x30 && at > first + 1)) return -1;
  if (bytes[at] === 0x2e) {
    const fraction = at + 1;
    at = digitsEnd(bytes, fraction);
    if (at === fraction) return -1;
  }
  if (((bytes[at] as number) | 0x20) === 0x65) {
    const sign = bytes[at + 1];
    const exponent = sign === 0x2b || sign === MINUS ? at + 2 : at + 1;
    at = digitsEnd(bytes, exponent);
    if (at === exponent) return -1;
  }
  return at - from > NUMBER_BYTES_MAX ? -1 : at;
}

function digitsEnd(bytes: Uint8Array, from: number): number {
  let at = from;
  while ((bytes[at] as number) >= 0x30 && (bytes[at] as number) <= 0x39) at++;
  return at;
}

/** Powers of ten that a double holds exactly. */
const EXACT_POWERS = Array.from({ length: 23 }, (_, power) => 10 ** power);

/**
 * The double nearest to the number `bytes[from, to)`, which `numberEnd` has found. Few digits without an exponent are the quotient
 * of two exact doubles, and one division rounds as reading the text does.
 */
export function doubleOf(bytes: Uint8Array, from: number, to: number): number {
  let digits = 0;
  let point = -1;
  for (let at = bytes[from] === MINUS ? from + 1 : from; at < to; at++) {
    const byte = bytes[at] as number;
    if (byte >= 0x30 && byte <= 0x39) digits = digits * 10 + byte - 0x30;
    else if (byte === 0x2e) point = at;
    else return Number(asciiText(bytes, from, to));
  }
  const places = point === -1 ? 0 : to - point - 1;
  if (digits > Number.MAX_SAFE_INTEGER || places > 22 || to - from > 18) return Number(asciiText(bytes, from, to));
  const size = digits / (EXACT_POWERS[places] as number);
  return bytes[from] === MINUS ? -size : size;
}

/** The text `bytes[from, to)`, all of it ASCII. */
export function asciiText(bytes: Uint8Array, from: number, to: number): string {
  let text = '';
  for (let at = from; at < to; at++) text += String.fromCharCode(bytes[at] as number);
  return text;
}

/** Where the string that opens at `from` closes, if it has no escape and nothing but ASCII; -1 otherwise. */
export function asciiStringEnd(bytes: Uint8Array, from: number): number {
  let at = from + 1;
  for (;;) {
    const byte = bytes[at] as number;
    if (byte === QUOTE) return at;
    if (!(byte >= 0x20 && byte < 0x7f) || byte === BACKSLASH) return -1;
    at++;
  }
}

/** Passes over a field whose name opens at `from`, name and value; -1 where that is not certain. */
export function passField(bytes: Uint8Array, from: number): number {
  return passMember(bytes, from, NESTING_MAX);
}

function passMember(bytes: Uint8Array, from: number, depth: number): number {
  const name = passName(bytes, from);
  if (name === -1) return -1;
  let at = passSpaces(bytes, name);
  if (bytes[at] !== COLON) return -1;
  at = passSpaces(bytes, at + 1);
  return passValue(bytes, at, depth);
}

/** A name with an escape might be that of a column. */
function passName(bytes: Uint8Array, from: number): number {
  let at = from + 1;
  let high = 0;
  for (;;) {
    const byte = bytes[at] as number;
    if (byte === QUOTE) return high > 0x7f ? passUtf8(bytes, from, at) : at + 1;
    if (!(byte >= 0x20) || byte === BACKSLASH) return -1;
    high |= byte;
    at++;
  }
}

function passValue(bytes: Uint8Array, at: number, depth: number): number {
  switch (bytes[at]) {
    case QUOTE:
      return passString(bytes, at);
    case 0x74:
      return bytes[at + 1] === 0x72 && bytes[at + 2] === 0x75 && bytes[at + 3] === 0x65 ? at + 4 : -1;
    case 0x66:
      return bytes[at + 1] === 0x61 && bytes[at + 2] === 0x6c && bytes[at + 3] === 0x73 && bytes[at + 4] === 0x65
        ? at + 5
        : -1;
    case 0x6e:
      return bytes[at + 1] === 0x75 && bytes[at + 2] === 0x6c && bytes[at + 3] === 0x6c ? at + 4 : -1;
    case 0x7b:
      return depth === 0 ? -1 : passItems(bytes, at, 0x7d, depth - 1);
    case 0x5b:
      return depth === 0 ? -1 : passItems(bytes, at, 0x5d, depth - 1);
    default:
      return numberEnd(bytes, at);
  }
}

function passString(bytes: Uint8Array, from: number): number {
  let at = from + 1;
  let high = 0;
  for (;;) {
    const byte = bytes[at] as number;
    if (byte === QUOTE) return high > 0x7f ? passUtf8(bytes, from, at) : at + 1;
    if (!(byte >= 0x20)) return -1;
    high |= byte;
    if (byte === BACKSLASH) {
      if (!isPlainEscape(bytes[at + 1] as number)) return -1;
      at++;
    }
    at++;
  }
}

/** Behind the string that opens at `from` and closes at `close`; -1 where it is not UTF-8. */
function passUtf8(bytes: Uint8Array, from: number, close: number): number {
  return utf8FaultEnd(bytes, from + 1, close) === -1 ? close + 1 : -1;
}

function isPlainEscape(letter: number): boolean {
  return letter === QUOTE || letter === BACKSLASH || letter === 0x2f || letter === 0x6e || letter === 0x74;
}

function passItems(bytes: Uint8Array, from: number, close: number, depth: number): number {
  let at = passSpaces(bytes, from + 1);
  if (bytes[at] === close) return at + 1;
  for (;;) {
    if (close === 0x7d && bytes[at] !== QUOTE) return -1;
    at = close === 0x7d ? passMember(bytes, at, depth) : passValue(bytes, at, depth);
    if (at === -1) return -1;
    at = passSpaces(bytes, at);
    if (bytes[at] === close) return at + 1;
    if (bytes[at] !== COMMA) return -1;
    at = passSpaces(bytes, at + 1);
  }
}

function passSpaces(bytes: Uint8Array, from: number): number {
  let at = from;
  while (bytes[at] === SPACE) at++;
  return at;
}
