import { BIGINT } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { takesBytes } from './digest.ts';
import { strict } from './strict.ts';
import { utf8Bytes } from './utf8.ts';

const TABLE = Int32Array.from({ length: 256 }, (_, byte) => {
  let rest = byte;
  for (let bit = 0; bit < 8; bit++) rest = rest & 1 ? (rest >>> 1) ^ 0xedb88320 : rest >>> 1;
  return rest;
});

/** The cyclic redundancy check of a text's bytes, as zip files have it. */
export const crc32: ScalarFunction = {
  name: 'crc32',
  minArgs: 1,
  maxArgs: 1,
  sign: (args) => {
    const signed = takesBytes(args);
    return signed.ok ? { ok: true, value: { ...signed.value, type: BIGINT } } : signed;
  },
  ...strict(() => (text) => checkOf(utf8Bytes(text as string))),
};

function checkOf(bytes: Uint8Array): bigint {
  let check = -1;
  for (const byte of bytes) check = (check >>> 8) ^ (TABLE[(check ^ byte) & 0xff] ?? 0);
  return BigInt(~check >>> 0);
}
