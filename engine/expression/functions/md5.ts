import { digestFunction, padMessage, rotateLeft } from './digest.ts';

/** The MD5 digest of a text (RFC 1321). */
export const md5 = digestFunction('md5', [], md5Digest);

const SINES = Int32Array.from({ length: 64 }, (_, i) => Math.floor(2 ** 32 * Math.abs(Math.sin(i + 1))));
/** By round of sixteen steps, and within it by step. */
const TURNS = [
  [7, 12, 17, 22],
  [5, 9, 14, 20],
  [4, 11, 16, 23],
  [6, 10, 15, 21],
] as const;

function md5Digest(message: Uint8Array): Uint8Array {
  const view = padMessage(message, 64, 8, true);
  const state = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476);
  for (let block = 0; block < view.byteLength; block += 64) {
    let [a = 0, b = 0, c = 0, d = 0] = state;
    for (let i = 0; i < 64; i++) {
      const { mixed, word } = step(i, b, c, d);
      const sum = a + mixed + (SINES[i] ?? 0) + view.getInt32(block + 4 * word, true);
      [a, d, c, b] = [d, c, b, (b + rotateLeft(sum | 0, TURNS[i >> 4]?.[i & 3] ?? 0)) | 0];
    }
    for (const [i, word] of [a, b, c, d].entries()) state[i] = (state[i] ?? 0) + word;
  }
  const digest = new DataView(new ArrayBuffer(16));
  for (const [i, word] of state.entries()) digest.setInt32(4 * i, word, true);
  return new Uint8Array(digest.buffer);
}

/** The mixture of three words in step `i`, and which word of the block is added to it. */
function step(i: number, b: number, c: number, d: number): { readonly mixed: number; readonly word: number } {
  if (i < 16) return { mixed: (b & c) | (~b & d), word: i };
  if (i < 32) return { mixed: (d & b) | (~d & c), word: (5 * i + 1) % 16 };
  if (i < 48) return { mixed: b ^ c ^ d, word: (3 * i + 5) % 16 };
  return { mixed: c ^ (b | ~d), word: (7 * i) % 16 };
}
