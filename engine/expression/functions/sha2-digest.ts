import { padMessage } from './digest.ts';

/**
 * The SHA-2 digests (FIPS 180-4). Both halves of the family are one algorithm over words of 32 or 64 bits; their constants are
 * the first bits of the fractions of square and cube roots of primes, and are made here instead of listed.
 */

/** One half of the family. Turns and shifts are of the four functions that mix words. */
interface Family {
  readonly bits: number;
  readonly rounds: number;
  /** Turned, turned, shifted. */
  readonly schedule: readonly [readonly [number, number, number], readonly [number, number, number]];
  readonly sums: readonly [readonly [number, number, number], readonly [number, number, number]];
}

const NARROW: Family = {
  bits: 32,
  rounds: 64,
  schedule: [
    [7, 18, 3],
    [17, 19, 10],
  ],
  sums: [
    [2, 13, 22],
    [6, 11, 25],
  ],
};

const WIDE: Family = {
  bits: 64,
  rounds: 80,
  schedule: [
    [1, 8, 7],
    [19, 61, 6],
  ],
  sums: [
    [28, 34, 39],
    [14, 18, 41],
  ],
};

const PRIMES = firstPrimes(80);
const CUBE_ROOTS = PRIMES.map((prime) => fractionOfRoot(prime, 3n));
const SQUARE_ROOTS = PRIMES.slice(0, 16).map((prime) => fractionOfRoot(prime, 2n));

export type Sha2Bits = 224 | 256 | 384 | 512;

export function sha2Digest(message: Uint8Array, bits: Sha2Bits): Uint8Array {
  const family = bits <= 256 ? NARROW : WIDE;
  const state = compress(message, family, startOf(bits));
  const digest = new DataView(new ArrayBuffer(64));
  state.forEach((word, i) => {
    if (family === NARROW) digest.setUint32(4 * i, Number(word));
    else digest.setBigUint64(8 * i, word);
  });
  return new Uint8Array(digest.buffer, 0, bits / 8);
}

function startOf(bits: Sha2Bits): bigint[] {
  const [first, second] = [SQUARE_ROOTS.slice(0, 8), SQUARE_ROOTS.slice(8)];
  if (bits === 512) return first;
  if (bits === 384) return second;
  return bits === 256 ? first.map((root) => root >> 32n) : second.map((root) => root & 0xffffffffn);
}

function compress(message: Uint8Array, family: Family, start: readonly bigint[]): bigint[] {
  const { bits, rounds, schedule, sums } = family;
  const wrap = (value: bigint) => BigInt.asUintN(bits, value);
  const turn = (word: bigint, by: number) => wrap(word << BigInt(bits - by)) | (word >> BigInt(by));
  const mixed = (word: bigint, [a, b, c]: readonly [number, number, number]) =>
    turn(word, a) ^ turn(word, b) ^ turn(word, c);
  const spread = (word: bigint, [a, b, c]: readonly [number, number, number]) =>
    turn(word, a) ^ turn(word, b) ^ (word >> BigInt(c));
  const wordSize = bits / 8;
  const view = padMessage(message, 16 * wordSize, 2 * wordSize, false);
  let state = [...start];
  for (let block = 0; block < view.byteLength; block += 16 * wordSize) {
    const words: bigint[] = [];
    const word = (i: number) => words[i] ?? 0n;
    for (let i = 0; i < rounds; i++) {
      const at = block + i * wordSize;
      if (i < 16) words.push(bits === 32 ? BigInt(view.getUint32(at)) : view.getBigUint64(at));
      else {
        words.push(
          wrap(word(i - 16) + spread(word(i - 15), schedule[0]) + word(i - 7) + spread(word(i - 2), schedule[1])),
        );
      }
    }
    let [a = 0n, b = 0n, c = 0n, d = 0n, e = 0n, f = 0n, g = 0n, h = 0n] = state;
    for (let i = 0; i < rounds; i++) {
      const constant = (CUBE_ROOTS[i] ?? 0n) >> BigInt(64 - bits);
      const one = h + mixed(e, sums[1]) + ((e & f) ^ (wrap(~e) & g)) + constant + word(i);
      const two = mixed(a, sums[0]) + ((a & b) ^ (a & c) ^ (b & c));
      [h, g, f, e, d, c, b, a] = [g, f, e, wrap(d + one), c, b, a, wrap(one + two)];
    }
    const next = [a, b, c, d, e, f, g, h];
    state = state.map((old, i) => wrap(old + (next[i] ?? 0n)));
  }
  return state;
}

function firstPrimes(count: number): bigint[] {
  const primes: number[] = [];
  for (let candidate = 2; primes.length < count; candidate++) {
    if (primes.every((prime) => candidate % prime !== 0)) primes.push(candidate);
  }
  return primes.map(BigInt);
}

/** The first 64 bits of the fraction of a root. */
function fractionOfRoot(of: bigint, degree: bigint): bigint {
  const scaled = of << (64n * degree);
  let low = 0n;
  let high = of << 64n;
  while (low < high) {
    const middle = (low + high + 1n) >> 1n;
    if (middle ** degree <= scaled) low = middle;
    else high = middle - 1n;
  }
  return BigInt.asUintN(64, low);
}
