/**
 * Random numbers that are computed, not drawn one after the other: each follows from the seed, the row and a lane (which of
 * the row's decisions it serves) alone, so that any row can be made again without those before it. Only whole-number and
 * exactly rounded operations are used, so every machine gets the same.
 */
export class Draws {
  readonly #low: number;
  readonly #high: number;

  /** @param seed a safe whole number */
  constructor(seed: number) {
    const bits = BigInt.asUintN(64, BigInt(seed));
    this.#low = Number(bits & 0xffff_ffffn) | 0;
    this.#high = Number(bits >> 32n) | 0;
  }

  /** A number in [0, 1), a multiple of 2^-53. */
  unit(row: number, lane: number): number {
    const low = row | 0;
    const high = Math.floor(row / 0x1_0000_0000) | 0;
    let state = mix((this.#low ^ Math.imul(lane + 1, 0x9e37_79b9)) | 0);
    state = mix((state + this.#high) ^ Math.imul(low, 0x85eb_ca6b));
    state = mix(state ^ Math.imul(high + 1, 0xc2b2_ae35) ^ low);
    const first = state >>> 5;
    const second = mix((state + 0x6d2b_79f5) ^ Math.imul(low ^ lane, 0x27d4_eb2f)) >>> 6;
    return (first * 0x400_0000 + second) / 0x20_0000_0000_0000;
  }

  /** A whole number from `min` to `max`, both of them possible; the range must hold fewer than 2^53 numbers. */
  whole(row: number, lane: number, min: number, max: number): number {
    return min + Math.floor(this.unit(row, lane) * (max - min + 1));
  }

  /** Close to the normal distribution with mean 0 and deviation 1: twelve draws added up, never beyond 6. */
  normal(row: number, lane: number): number {
    let sum = -6;
    for (let draw = 0; draw < NORMAL_DRAWS; draw++) sum += this.unit(row, lane + (draw + 1) * NORMAL_LANES);
    return sum;
  }
}

const NORMAL_DRAWS = 12;
/** Keeps the lanes of a normal draw apart from all that are in use. */
const NORMAL_LANES = 0x10_0000;

/** Spreads every bit of a 32-bit number over all of them. */
function mix(value: number): number {
  let state = value;
  state = Math.imul(state ^ (state >>> 16), 0x21f0_aaad);
  state = Math.imul(state ^ (state >>> 15), 0x735a_2d97);
  return (state ^ (state >>> 15)) | 0;
}
