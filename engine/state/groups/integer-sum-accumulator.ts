import type { AggregateBuffer, BoundAggregate } from '../../expression/aggregates/aggregate-function.ts';
import type { Value } from '../../types/value.ts';
import type { ColumnVector } from '../files/column-vector.ts';
import { type Accumulator, sameForm, type TransferredAccumulator } from './accumulator.ts';
import { gathered, gatheredFlags, putNumbers, restoreByValue, savedByValue } from './accumulator-columns.ts';
import { resizedBytes, resizedFloats } from './growth.ts';

/** Beyond this the next sums of a loop might hide an overflow that comes and goes, so each row is added by itself. */
const EASY_SUM_MAX = 2n ** 62n;
const SAFE_MAX = BigInt(Number.MAX_SAFE_INTEGER);

/**
 * A sum of integers of 64 bits. A group's sum is `wide` plus `values`: a loop adds to `values` as long as they stay safe integers,
 * and calls `makeRoom` before they would not.
 */
export class IntegerSumAccumulator implements Accumulator {
  readonly aggregate: BoundAggregate;
  /** A safe integer; NaN where the sum is so large that rows must be added one by one, with `update`. */
  values = new Float64Array(0);
  /** 1 where a value has come. */
  present = new Uint8Array(0);
  /** Null until a sum has left the safe integers. */
  #wide: BigInt64Array<ArrayBuffer> | null = null;

  constructor(aggregate: BoundAggregate) {
    this.aggregate = aggregate;
  }

  resize(capacity: number): void {
    this.values = resizedFloats(this.values, capacity);
    this.present = resizedBytes(this.present, capacity);
    if (this.#wide !== null) this.#wide = resizedWide(this.#wide, capacity);
  }

  cut(): void {}

  reset(group: number): void {
    this.values[group] = 0;
    this.present[group] = 0;
    if (this.#wide !== null) this.#wide[group] = 0n;
  }

  /** Moves what `values` has gathered aside, so that it is 0; false where rows must be added one by one. */
  makeRoom(group: number): boolean {
    const total = this.#total(group);
    const isEasy = total <= EASY_SUM_MAX && total >= -EASY_SUM_MAX;
    this.#wideOf()[group] = total;
    this.values[group] = isEasy ? 0 : Number.NaN;
    return isEasy;
  }

  update(group: number, args: readonly Value[]): void {
    const value = args[0];
    if (value === null || value === undefined) return;
    const buffer = this.load(group);
    this.aggregate.update(buffer, args);
    this.store(group, buffer);
  }

  load(group: number): AggregateBuffer {
    return [this.present[group] === 0 ? null : this.#total(group)];
  }

  store(group: number, buffer: AggregateBuffer): void {
    const total = (buffer[0] ?? null) as bigint | null;
    this.present[group] = total === null ? 0 : 1;
    this.#put(group, total ?? 0n);
  }

  merge(group: number, from: Accumulator, fromGroup: number): void {
    const other = sameForm(IntegerSumAccumulator, from);
    if (other.present[fromGroup] === 0) return;
    const sum = (this.values[group] as number) + (other.values[fromGroup] as number);
    const isNarrow = other.#wide === null || other.#wide[fromGroup] === 0n;
    if (isNarrow && Math.abs(sum) <= Number.MAX_SAFE_INTEGER) {
      this.values[group] = sum;
      this.present[group] = 1;
      return;
    }
    const buffer = this.load(group);
    this.aggregate.merge(buffer, other.load(fromGroup));
    this.store(group, buffer);
  }

  mergeAll(groups: Int32Array, source: Accumulator, from: Int32Array, count: number): void {
    const other = sameForm(IntegerSumAccumulator, source);
    for (let i = 0; i < count; i++) this.merge(groups[i] as number, other, from[i] as number);
  }

  copy(group: number, from: Accumulator, fromGroup: number): void {
    const other = sameForm(IntegerSumAccumulator, from);
    this.values[group] = other.values[fromGroup] as number;
    this.present[group] = other.present[fromGroup] as number;
    const wide = other.#wide?.[fromGroup] ?? 0n;
    if (this.#wide !== null || wide !== 0n) this.#wideOf()[group] = wide;
  }

  settle(): void {}

  empty(): IntegerSumAccumulator {
    return new IntegerSumAccumulator(this.aggregate);
  }

  transferred(size: number): TransferredAccumulator {
    const arrays = [resizedFloats(this.values, size), resizedBytes(this.present, size)];
    return {
      arrays: this.#wide === null ? arrays : [...arrays, resizedWide(this.#wide, size)],
      buffers: [],
      exact: [],
    };
  }

  take({ arrays }: TransferredAccumulator): void {
    this.values = arrays[0] as Float64Array<ArrayBuffer>;
    this.present = arrays[1] as Uint8Array<ArrayBuffer>;
    this.#wide = (arrays[2] ?? null) as BigInt64Array<ArrayBuffer> | null;
  }

  saved(groups: Int32Array, count: number): ColumnVector[] {
    if (this.#wide !== null) return savedByValue(this, groups, count);
    const present = gatheredFlags(this.present, groups, count);
    return [{ form: 'integers', values: gathered(this.values, groups, count), present }];
  }

  restore(groups: Int32Array, count: number, columns: readonly ColumnVector[]): void {
    // Sums beyond the safe integers have a part that stands elsewhere.
    const isPut = this.#wide === null && putNumbers(columns[0], groups, this.values, this.present);
    if (!isPut) restoreByValue(this, groups, count, columns);
  }

  get memoryBytes(): number {
    return this.values.byteLength + this.present.byteLength + (this.#wide?.byteLength ?? 0);
  }

  #total(group: number): bigint {
    const value = this.values[group] as number;
    return (this.#wide?.[group] ?? 0n) + (Number.isNaN(value) ? 0n : BigInt(value));
  }

  #put(group: number, total: bigint): void {
    const isSafe = total <= SAFE_MAX && total >= -SAFE_MAX;
    if (this.#wide !== null || !isSafe) this.#wideOf()[group] = isSafe ? 0n : total;
    this.values[group] = isSafe ? Number(total) : total > EASY_SUM_MAX || total < -EASY_SUM_MAX ? Number.NaN : 0;
  }

  #wideOf(): BigInt64Array<ArrayBuffer> {
    this.#wide ??= new BigInt64Array(this.values.length);
    return this.#wide;
  }
}

function resizedWide(array: BigInt64Array, length: number): BigInt64Array<ArrayBuffer> {
  const made = new BigInt64Array(length);
  made.set(array.length > length ? array.subarray(0, length) : array);
  return made;
}
