const MINUS = 0x2d;
const PLUS = 0x2b;

/** Characters of a number that is read here; options with a lower limit keep files from being scanned. */
export const NUMBER_BYTES_MAX = 64;
/** Digits of an integer that can be a safe one. */
const SAFE_DIGITS = 16;

/** Where the number that starts at `from` ends; -1 where there is none that strict JSON knows. */
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
    const exponent = sign === PLUS || sign === MINUS ? at + 2 : at + 1;
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

/** The integer `bytes[from, to)`, digits with a sign before them or none; NaN where it is none or no safe one. */
export function integerOf(bytes: Uint8Array, from: number, to: number): number {
  const isSigned = bytes[from] === MINUS || bytes[from] === PLUS;
  const first = isSigned ? from + 1 : from;
  if (first === to || to - first > SAFE_DIGITS) return Number.NaN;
  let value = 0;
  for (let at = first; at < to; at++) {
    const digit = (bytes[at] as number) - 0x30;
    if (digit < 0 || digit > 9) return Number.NaN;
    value = value * 10 + digit;
  }
  if (value > Number.MAX_SAFE_INTEGER) return Number.NaN;
  // No integer is -0.
  return bytes[from] === MINUS && value !== 0 ? -value : value;
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
