import { PRODUCT_POWER_MAX } from './memory-layout.ts';

const TOP = 2n ** 128n;

let made: BigUint64Array | null = null;

/**
 * For each power q of ten from `-PRODUCT_POWER_MAX` to `PRODUCT_POWER_MAX` the highest 128 bits of 5 to the q, the lower half first.
 * They are cut off, but rounded up from -27 to -1, as the proof of the product method wants them (Lemire, "Number parsing at a
 * gigabyte per second", 2021).
 */
export function productPowers(): BigUint64Array {
  if (made !== null) return made;
  const words: bigint[] = [];
  for (let q = -PRODUCT_POWER_MAX; q <= PRODUCT_POWER_MAX; q++) {
    const bits = highestBits(q);
    words.push(BigInt.asUintN(64, bits), bits >> 64n);
  }
  made = BigUint64Array.from(words);
  return made;
}

function highestBits(q: number): bigint {
  const power = 5n ** BigInt(Math.abs(q));
  const length = BigInt(power.toString(2).length);
  if (q >= 0) return length <= 128n ? power << (128n - length) : power >> (length - 128n);
  if (q >= -27) return 2n ** (length + 127n) / power + 1n;
  let quotient = 2n ** (length * 2n + 128n) / power + 1n;
  while (quotient >= TOP) quotient >>= 1n;
  return quotient;
}
