import { STRING } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { takes } from './signature.ts';
import { strict } from './strict.ts';
import { utf8Bytes } from './utf8.ts';

/** The text as a form of a page sends it: a space is a plus, and all but a few characters are bytes of UTF-8 with a percent sign. */
export const urlEncode: ScalarFunction = {
  name: 'url_encode',
  minArgs: 1,
  maxArgs: 1,
  sign: takes([STRING], STRING, true),
  ...strict(() => (text) => encoded(text as string)),
};

function encoded(text: string): string {
  return text.replace(/[^a-zA-Z0-9.*_-]+/g, (part) =>
    Array.from(utf8Bytes(part), (byte) =>
      byte === 0x20 ? '+' : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`,
    ).join(''),
  );
}
