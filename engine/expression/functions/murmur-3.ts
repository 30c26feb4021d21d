import type { DataType } from '../../types/data-type.ts';
import type { Value } from '../../types/value.ts';
import { doubleBits, floatBits, twosComplement } from '../../types/xx-hash-64.ts';
import { rotateLeft } from './digest.ts';
import { utf8Bytes } from './utf8.ts';

/** Longer decimals are hashed as the bytes of their unscaled value, shorter ones as a 64-bit integer. */
const LONG_DIGITS_MAX = 18;

/**
 * Spark's 32-bit hash of a value of `type`: Murmur3 over the type's bytes, seeded with the hash of what came before. Null leaves
 * the seed as it is. It differs from the published algorithm in the bytes after the last whole word, each of which is a word.
 */
export function murmurHash(value: Value, type: DataType, seed: number): number {
  if (value === null) return seed;
  switch (type.kind) {
    case 'void':
      return seed;
    case 'boolean':
      return hashInt(value === true ? 1 : 0, seed);
    case 'interval year to month':
    case 'tinyint':
    case 'smallint':
    case 'int':
    case 'date':
      return hashInt(value as number, seed);
    case 'bigint':
    case 'timestamp':
    case 'interval':
      return hashLong(value as bigint, seed);
    case 'float':
      return hashInt(floatBits(value as number), seed);
    case 'double':
      return hashLong(doubleBits(value as number), seed);
    case 'decimal':
      if (type.precision <= LONG_DIGITS_MAX) return hashLong(value as bigint, seed);
      return hashBytes(twosComplement(value as bigint), seed);
    case 'string':
      return hashBytes(utf8Bytes(value as string), seed);
    case 'array':
      return (value as readonly Value[]).reduce<number>((so, element) => murmurHash(element, type.element, so), seed);
    case 'struct':
      return type.fields.reduce(
        (so, field, i) => murmurHash((value as readonly Value[])[i] ?? null, field.type, so),
        seed,
      );
  }
}

function hashInt(value: number, seed: number): number {
  return finish(mix(seed, value), 4);
}

function hashLong(value: bigint, seed: number): number {
  const low = Number(BigInt.asIntN(32, value));
  const high = Number(BigInt.asIntN(32, value >> 32n));
  return finish(mix(mix(seed, low), high), 8);
}

function hashBytes(bytes: Uint8Array, seed: number): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let hash = seed;
  let at = 0;
  for (; at + 4 <= bytes.length; at += 4) hash = mix(hash, view.getInt32(at, true));
  for (; at < bytes.length; at++) hash = mix(hash, view.getInt8(at));
  return finish(hash, bytes.length);
}

function mix(hash: number, word: number): number {
  const mixed = Math.imul(rotateLeft(Math.imul(word, 0xcc9e2d51), 15), 0x1b873593);
  return (Math.imul(rotateLeft(hash ^ mixed, 13), 5) + 0xe6546b64) | 0;
}

function finish(hash: number, length: number): number {
  let mixed = hash ^ length;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
