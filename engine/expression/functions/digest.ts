import { err, ok } from '../../base/result.ts';
import { STRING } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { wrongArgument } from './signature.ts';
import { strict } from './strict.ts';
import { utf8Bytes } from './utf8.ts';

/** Typing for what Spark takes bytes for: a text stands for its UTF-8, and nothing else is let in. */
export const takesBytes: ScalarFunction['sign'] = ([arg]) => {
  if (arg === undefined) return err({ code: 'EXP-025', params: {} });
  const isText = arg.type.kind === 'string' || arg.type.kind === 'void';
  return isText ? ok({ args: [STRING], type: STRING }) : err(wrongArgument(0, 'string', arg.type));
};

/** A function that gives the digest of a text's bytes in hexadecimal digits. */
export function digestFunction(
  name: string,
  aliases: readonly string[],
  digest: (bytes: Uint8Array) => Uint8Array,
): ScalarFunction {
  return {
    name,
    aliases,
    minArgs: 1,
    maxArgs: 1,
    sign: takesBytes,
    ...strict(() => (text) => bytesText(digest(utf8Bytes(text as string)))),
  };
}

/** Bytes in hexadecimal digits, two a byte. */
export function bytesText(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/**
 * The message as the digests of this family take it: a one bit, zeros, and the length in bits at the end of the last block.
 *
 * @param blockSize in bytes
 * @param lengthSize bytes that the length takes
 */
export function padMessage(
  message: Uint8Array,
  blockSize: number,
  lengthSize: number,
  isLittleEndian: boolean,
): DataView {
  const size = Math.ceil((message.length + 1 + lengthSize) / blockSize) * blockSize;
  const padded = new Uint8Array(size);
  padded.set(message);
  padded[message.length] = 0x80;
  const view = new DataView(padded.buffer);
  const at = isLittleEndian ? size - lengthSize : size - 8;
  view.setBigUint64(at, BigInt(message.length) * 8n, isLittleEndian);
  return view;
}

/** 32 bits turned to the left. */
export function rotateLeft(word: number, bits: number): number {
  return (word << bits) | (word >>> (32 - bits));
}
