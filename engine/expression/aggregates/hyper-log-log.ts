import { must } from '../../base/assert.ts';
import type { Value } from '../../types/value.ts';
import { biasTable } from './hyper-log-log-bias.ts';

/**
 * Counts different values by the leading zeros of their hashes: HyperLogLog++ as Spark has it, register by register, so
 * that estimates are Spark's own. A sketch is 2^precision registers, small whole numbers.
 */

export const PRECISION_MIN = 4;
/** Beyond it a sketch has more registers than a group should keep. */
export const PRECISION_MAX = 20;
/** Nothing has been measured beyond it: estimates are not corrected. */
const MEASURED_MAX = 18;

/** Estimates are corrected by the mean bias at this many nearest measured ones. */
const NEIGHBOURS = 6;

/** Bits of the hash that choose a register, so that the relative standard deviation is at most `rsd`. */
export function precisionFor(rsd: number): number {
  return Math.ceil((2 * Math.log(1.106 / rsd)) / Math.log(2));
}

/** @param hash signed 64 bits */
export function addHash(registers: Value[], hash: bigint, precision: number): void {
  const bits = BigInt.asUintN(64, hash);
  const place = Number(bits >> BigInt(64 - precision));
  // A bit behind those of the hash ends the run of zeros.
  const rest = BigInt.asUintN(64, bits << BigInt(precision)) | (1n << BigInt(precision - 1));
  const rank = leadingZeros(rest) + 1;
  if (rank > (registers[place] as number)) registers[place] = rank;
}

function leadingZeros(bits: bigint): number {
  const high = Number(bits >> 32n);
  return high === 0 ? 32 + Math.clz32(Number(bits & 0xffffffffn)) : Math.clz32(high);
}

/** The estimated number of different hashes. */
export function estimate(registers: readonly Value[], precision: number): bigint {
  const size = registers.length;
  let inverse = 0;
  let empty = 0;
  for (const register of registers) {
    inverse += 2 ** -(register as number);
    if (register === 0) empty++;
  }
  const raw = (alpha(precision, size) * size * size) / inverse;
  const table = precision <= MEASURED_MAX ? biasTable(precision) : null;
  if (empty > 0) {
    const linear = size * Math.log(size / empty);
    if ((table !== null && linear <= table.threshold) || raw <= 2.5 * size) return rounded(linear);
  }
  return rounded(table !== null && raw < 5 * size ? raw - biasAt(table.estimates, table.biases, raw) : raw);
}

function alpha(precision: number, size: number): number {
  if (precision === 4) return 0.673;
  if (precision === 5) return 0.697;
  return precision === 6 ? 0.709 : 0.7213 / (1 + 1.079 / size);
}

/** The mean bias at the measured estimates nearest to `raw`. */
function biasAt(estimates: Float64Array, biases: Float64Array, raw: number): number {
  const distance = (place: number): number => (raw - must(estimates[place], 'inside the table')) ** 2;
  let low = Math.max(insertionPlace(estimates, raw) - NEIGHBOURS + 1, 0);
  let high = Math.min(low + NEIGHBOURS, estimates.length);
  while (high < estimates.length && distance(high) < distance(low)) {
    low++;
    high++;
  }
  return biases.subarray(low, high).reduce((sum, bias) => sum + bias, 0) / (high - low);
}

/** How many of the sorted numbers are below `wanted`. */
function insertionPlace(numbers: Float64Array, wanted: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (must(numbers[middle], 'inside the table') < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

function rounded(value: number): bigint {
  return BigInt(Math.floor(value + 0.5));
}
