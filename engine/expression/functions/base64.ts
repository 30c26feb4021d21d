import type { ScalarFunction } from '../expr.ts';
import { takesBytes } from './digest.ts';
import { strict } from './strict.ts';
import { utf8Bytes } from './utf8.ts';

const DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';

/** Characters on a line, as in mail (RFC 2045). */
const LINE = 76;

/** A text's bytes in base 64, in lines as in mail. */
export const base64: ScalarFunction = {
  name: 'base64',
  minArgs: 1,
  maxArgs: 1,
  sign: takesBytes,
  ...strict(() => (text) => lines(digitsOf(utf8Bytes(text as string)))),
};

function digitsOf(bytes: Uint8Array): string {
  let text = '';
  for (let at = 0; at < bytes.length; at += 3) {
    const [a = 0, b = 0, c = 0] = bytes.subarray(at, at + 3);
    const word = (a << 16) | (b << 8) | c;
    for (let shift = 18; shift >= 0; shift -= 6) text += DIGITS.charAt((word >> shift) & 63);
  }
  const missing = (3 - (bytes.length % 3)) % 3;
  return text.slice(0, text.length - missing) + '='.repeat(missing);
}

function lines(text: string): string {
  return text.replace(new RegExp(`.{${LINE}}(?=.)`, 'g'), '$&\r\n');
}
