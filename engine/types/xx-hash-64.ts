import { must } from '../base/assert.ts';
import type { DataType } from './data-type.ts';
import type { Value } from './value.ts';

/**
 * Spark's 64-bit hash of values: XXH64 over each type's bytes, with a seed that carries what was hashed before. It is what
 * `xxhash64` returns and what `approx_count_distinct` counts with, so it must agree with Spark bit by bit. Hashes and seeds
 * are signed 64-bit integers.
 */
export type ValueHasher = (value: Value, seed: bigint) => bigint;

/** The seed that Spark starts with. */
export const HASH_SEED = 42n;

const PRIME_1 = 0x9e3779b185ebca87n;
const PRIME_2 = 0xc2b2ae3d27d4eb4fn;
const PRIME_3 = 0x165667b19e3779f9n;
const PRIME_4 = 0x85ebca77c2b2ae63n;
const PRIME_5 = 0x27d4eb2f165667c5n;

/** Longer decimals are hashed as the bytes of their unscaled value, shorter ones as a 64-bit integer. */
const LONG_DIGITS_MAX = 18;

const scratch = new DataView(new ArrayBuffer(8));
const utf8 = new TextEncoder();

/**
 * The hash of values of `type`. Null leaves the seed as it is; -0.0 hashes as 0.0 and every NaN alike; the elements of an
 * array and the fields of a struct are hashed one after the other, each with the hash before it as its seed.
 */
export function hasherOf(type: DataType): ValueHasher {
  const hash = hasherOfPresent(type);
  return (value, seed) => (value === null ? seed : hash(value, seed));
}

/** The hash of several values, in turn, beginning with `HASH_SEED`; that of none is the seed. */
export function rowHasherOf(types: readonly DataType[]): (values: readonly Value[]) => bigint {
  const hash = sequenceHasher(types.map(hasherOf));
  return (values) => hash(values, HASH_SEED);
}

/** XXH64 of bytes. */
export function hashBytes(bytes: Uint8Array, seed: bigint): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const length = bytes.length;
  let at = 0;
  let hash = wrap(seed + PRIME_5);
  if (length >= 32) {
    const lanes = [seed + PRIME_1 + PRIME_2, seed + PRIME_2, seed, seed - PRIME_1].map(wrap);
    for (; at <= length - 32; at += 32) {
      for (let lane = 0; lane < 4; lane++) {
        const word = view.getBigUint64(at + 8 * lane, true);
        lanes[lane] = round(must(lanes[lane], 'there are four lanes'), word);
      }
    }
    const [a = 0n, b = 0n, c = 0n, d = 0n] = lanes;
    hash = wrap(rotate(a, 1n) + rotate(b, 7n) + rotate(c, 12n) + rotate(d, 18n));
    for (const lane of lanes) hash = wrap((hash ^ round(0n, lane)) * PRIME_1 + PRIME_4);
  }
  hash = wrap(hash + BigInt(length));
  for (; at <= length - 8; at += 8) hash = mixLong(hash, view.getBigUint64(at, true));
  if (at <= length - 4) {
    hash = mixInt(hash, BigInt(view.getUint32(at, true)));
    at += 4;
  }
  for (; at < length; at++) hash = wrap(rotate(hash ^ wrap(BigInt(view.getUint8(at)) * PRIME_5), 11n) * PRIME_1);
  return finish(hash);
}

/** XXH64 of a 64-bit integer's eight bytes. */
export function hashLong(value: bigint, seed: bigint): bigint {
  return finish(mixLong(wrap(seed + PRIME_5 + 8n), wrap(value)));
}

/** XXH64 of a 32-bit integer's four bytes. */
export function hashInt(value: number, seed: bigint): bigint {
  return finish(mixInt(wrap(seed + PRIME_5 + 4n), BigInt(value >>> 0)));
}

function hasherOfPresent(type: DataType): ValueHasher {
  switch (type.kind) {
    case 'void':
      return (_, seed) => seed;
    case 'boolean':
      return (value, seed) => hashInt(value === true ? 1 : 0, seed);
    case 'tinyint':
    case 'smallint':
    case 'int':
    case 'date':
    case 'interval year to month':
      return (value, seed) => hashInt(value as number, seed);
    case 'bigint':
    case 'timestamp':
    case 'interval':
      return (value, seed) => hashLong(value as bigint, seed);
    case 'float':
      return (value, seed) => hashInt(floatBits(value as number), seed);
    case 'double':
      return (value, seed) => hashLong(doubleBits(value as number), seed);
    case 'decimal':
      if (type.precision <= LONG_DIGITS_MAX) return (value, seed) => hashLong(value as bigint, seed);
      return (value, seed) => hashBytes(twosComplement(value as bigint), seed);
    case 'string':
      return (value, seed) => hashBytes(utf8.encode(value as string), seed);
    case 'array': {
      const hash = hasherOf(type.element);
      return (value, seed) => (value as readonly Value[]).reduce<bigint>((so, element) => hash(element, so), seed);
    }
    case 'struct': {
      const hash = sequenceHasher(type.fields.map((field) => hasherOf(field.type)));
      return (value, seed) => hash(value as readonly Value[], seed);
    }
  }
}

function sequenceHasher(hashers: readonly ValueHasher[]): (values: readonly Value[], seed: bigint) => bigint {
  return (values, seed) => hashers.reduce((so, hash, index) => hash(values[index] ?? null, so), seed);
}

/** The fewest big-endian bytes that hold the integer with its sign. */
export function twosComplement(value: bigint): Uint8Array {
  const bytes: number[] = [];
  let rest = value;
  for (;;) {
    const byte = Number(BigInt.asUintN(8, rest));
    bytes.unshift(byte);
    rest >>= 8n;
    const isNegative = byte >= 0x80;
    if ((rest === 0n && !isNegative) || (rest === -1n && isNegative)) return Uint8Array.from(bytes);
  }
}

export function floatBits(value: number): number {
  if (value === 0) return 0;
  if (Number.isNaN(value)) return 0x7fc00000;
  scratch.setFloat32(0, value);
  return scratch.getInt32(0);
}

export function doubleBits(value: number): bigint {
  if (value === 0) return 0n;
  if (Number.isNaN(value)) return 0x7ff8000000000000n;
  scratch.setFloat64(0, value);
  return scratch.getBigInt64(0);
}

function wrap(value: bigint): bigint {
  return BigInt.asUintN(64, value);
}

function rotate(value: bigint, bits: bigint): bigint {
  return wrap(value << bits) | (value >> (64n - bits));
}

function round(lane: bigint, word: bigint): bigint {
  return wrap(rotate(wrap(lane + word * PRIME_2), 31n) * PRIME_1);
}

function mixLong(hash: bigint, word: bigint): bigint {
  return wrap(rotate(hash ^ round(0n, word), 27n) * PRIME_1 + PRIME_4);
}

function mixInt(hash: bigint, word: bigint): bigint {
  return wrap(rotate(hash ^ wrap(word * PRIME_1), 23n) * PRIME_2 + PRIME_3);
}

function finish(hash: bigint): bigint {
  let mixed = wrap((hash ^ (hash >> 33n)) * PRIME_2);
  mixed = wrap((mixed ^ (mixed >> 29n)) * PRIME_3);
  return BigInt.asIntN(64, mixed ^ (mixed >> 32n));
}
