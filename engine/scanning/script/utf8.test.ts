import { expect, it } from 'vitest';
import { isUtf8 } from './utf8.ts';

const strict = new TextDecoder('utf-8', { fatal: true });

function decodes(bytes: Uint8Array): boolean {
  try {
    strict.decode(bytes);
    return true;
  } catch {
    return false;
  }
}

it('is what a strict decoder takes, for all beginnings of a character', () => {
  const tails = [[], [0x41], [0x80], [0xbf, 0xbf], [0x80, 0x80, 0x80], [0xbf, 0xbf, 0xbf, 0x41]];
  const seconds = [0x00, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xff];
  for (let lead = 0; lead < 256; lead++) {
    for (const second of seconds) {
      for (const tail of tails) {
        const bytes = Uint8Array.from([0x61, lead, second, ...tail]);
        expect(isUtf8(bytes, 0, bytes.length), String(bytes)).toBe(decodes(bytes));
      }
    }
  }
});

it('looks at its own bytes only', () => {
  expect(isUtf8(Uint8Array.from([0xff, 0x61, 0xc3, 0xa9]), 1, 2)).toBe(true);
  expect(isUtf8(Uint8Array.from([0x61, 0xc3, 0xa9]), 0, 2)).toBe(false);
});
