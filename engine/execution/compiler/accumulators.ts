import { EngineError } from '../../base/errors/engine-error.ts';
import type { AggregateBuffer } from '../../expression/aggregates/aggregate-function.ts';

/**
 * What the loop keeps for one aggregate in place of the groups' buffers: arrays of numbers by group. The loop writes to the
 * arrays; `spill` moves what a group has gathered into its buffer, exactly, and `fill` takes it up again after somebody else has
 * changed the buffer.
 */
export interface Accumulator {
  /** Makes room for that many groups; what is kept of a group that is no more does not matter. */
  resize(groups: number): void;
  spill(group: number, buffer: AggregateBuffer): void;
  fill(group: number, buffer: AggregateBuffer): void;
}

function resized(array: Float64Array, length: number): Float64Array<ArrayBuffer> {
  const grown = new Float64Array(length);
  grown.set(array.subarray(0, length));
  return grown;
}

/** Rows counted since the last spill. */
export class CountAccumulator implements Accumulator {
  values = new Float64Array(0);

  resize(groups: number): void {
    this.values = resized(this.values, groups);
  }

  spill(group: number, buffer: AggregateBuffer): void {
    buffer[0] = (buffer[0] as bigint) + BigInt(this.values[group] as number);
    this.values[group] = 0;
  }

  fill(group: number): void {
    this.values[group] = 0;
  }
}

/** Beyond this the next sums of the loop might hide an overflow that comes and goes, so each row takes the general path. */
const EASY_SUM_MAX = 2n ** 62n;

/**
 * A sum of integers: what has come since the last spill, a safe integer. NaN where the group's sum is so large that rows must be
 * added one by one.
 */
export class IntegerSumAccumulator implements Accumulator {
  values = new Float64Array(0);
  /** 1 where a value has come since the last spill. */
  present = new Float64Array(0);

  resize(groups: number): void {
    this.values = resized(this.values, groups);
    this.present = resized(this.present, groups);
  }

  spill(group: number, buffer: AggregateBuffer): void {
    if (this.present[group] === 0) return;
    const total = ((buffer[0] ?? 0n) as bigint) + BigInt(this.values[group] as number);
    if (BigInt.asIntN(64, total) !== total) throw new EngineError('EXE-101', { function: 'sum', type: 'bigint' });
    buffer[0] = total;
    this.fill(group, buffer);
  }

  fill(group: number, buffer: AggregateBuffer): void {
    const total = (buffer[0] ?? 0n) as bigint;
    this.values[group] = total > EASY_SUM_MAX || total < -EASY_SUM_MAX ? Number.NaN : 0;
    this.present[group] = 0;
  }

  /** Makes room for `value`, which would take the sum beyond the safe integers; false where the general path must add it. */
  makeRoom(group: number, buffer: AggregateBuffer): boolean {
    this.spill(group, buffer);
    return !Number.isNaN(this.values[group]);
  }
}

/**
 * A sum of doubles, or the least or greatest of numbers: the buffer's value itself. NaN in place of a wide value that is no safe
 * integer: rows of that group take the general path.
 */
export class NumberAccumulator implements Accumulator {
  values = new Float64Array(0);
  /** 1 where there is a value. */
  present = new Float64Array(0);
  readonly #isWide: boolean;

  /** @param isWide whether the buffer holds the number as a bigint */
  constructor(isWide: boolean) {
    this.#isWide = isWide;
  }

  resize(groups: number): void {
    this.values = resized(this.values, groups);
    this.present = resized(this.present, groups);
  }

  spill(group: number, buffer: AggregateBuffer): void {
    if (this.present[group] === 0) return;
    const value = this.values[group] as number;
    if (!this.#isWide) buffer[0] = value;
    else if (!Number.isNaN(value)) buffer[0] = BigInt(value);
  }

  fill(group: number, buffer: AggregateBuffer): void {
    const value = buffer[0] ?? null;
    this.present[group] = value === null ? 0 : 1;
    const narrowed = value === null ? 0 : Number(value as number | bigint);
    this.values[group] = this.#isWide && !Number.isSafeInteger(narrowed) ? Number.NaN : narrowed;
  }
}

/** The sum and number of doubles. */
export class AverageAccumulator implements Accumulator {
  values = new Float64Array(0);
  rows = new Float64Array(0);

  resize(groups: number): void {
    this.values = resized(this.values, groups);
    this.rows = resized(this.rows, groups);
  }

  spill(group: number, buffer: AggregateBuffer): void {
    buffer[0] = this.values[group] as number;
    buffer[1] = (buffer[1] as bigint) + BigInt(this.rows[group] as number);
    this.rows[group] = 0;
  }

  fill(group: number, buffer: AggregateBuffer): void {
    this.values[group] = buffer[0] as number;
    this.rows[group] = 0;
  }
}
