import type { AggregateBuffer, BoundAggregate } from '../../expression/aggregates/aggregate-function.ts';
import type { Value } from '../../types/value.ts';
import type { ColumnVector } from '../files/column-vector.ts';
import { type Accumulator, sameForm, type TransferredAccumulator } from './accumulator.ts';
import { gathered, gatheredFlags, putNumbers, restoreByValue, savedByValue } from './accumulator-columns.ts';
import { resizedBytes, resizedFloats } from './growth.ts';

/**
 * The least or greatest of numbers. Wide ones, which rows hold as a bigint, are numbers as well while they are safe integers; in
 * place of one that is not, `values` has NaN, and rows of that group take `update`.
 */
export class ExtremumAccumulator implements Accumulator {
  readonly aggregate: BoundAggregate;
  values = new Float64Array(0);
  /** 1 where there is a value. */
  present = new Uint8Array(0);
  readonly #isWide: boolean;
  readonly #isLeast: boolean;
  /** By group, what NaN stands for among wide values. */
  readonly #exact = new Map<number, bigint>();

  /** @param held whether rows hold the number as a bigint, and whether it is the least or the greatest */
  constructor(aggregate: BoundAggregate, held: { readonly isWide: boolean; readonly isLeast: boolean }) {
    this.aggregate = aggregate;
    this.#isWide = held.isWide;
    this.#isLeast = held.isLeast;
  }

  resize(capacity: number): void {
    this.values = resizedFloats(this.values, capacity);
    this.present = resizedBytes(this.present, capacity);
  }

  cut(size: number): void {
    for (const group of this.#exact.keys()) if (group >= size) this.#exact.delete(group);
  }

  reset(group: number): void {
    this.values[group] = 0;
    this.present[group] = 0;
  }

  update(group: number, args: readonly Value[]): void {
    const value = args[0];
    if (value === null || value === undefined) return;
    const buffer = this.load(group);
    this.aggregate.update(buffer, args);
    this.store(group, buffer);
  }

  load(group: number): AggregateBuffer {
    if (this.present[group] === 0) return [null];
    const value = this.values[group] as number;
    if (!this.#isWide) return [value];
    return [Number.isNaN(value) ? (this.#exact.get(group) ?? null) : BigInt(value)];
  }

  store(group: number, buffer: AggregateBuffer): void {
    const value = (buffer[0] ?? null) as number | bigint | null;
    this.present[group] = value === null ? 0 : 1;
    const narrowed = Number(value ?? 0);
    if (typeof value === 'bigint' && !Number.isSafeInteger(narrowed)) {
      this.values[group] = Number.NaN;
      this.#exact.set(group, value);
    } else this.values[group] = narrowed;
  }

  merge(group: number, from: Accumulator, fromGroup: number): void {
    const other = sameForm(ExtremumAccumulator, from);
    if (other.present[fromGroup] === 0) return;
    if (this.present[group] === 0) {
      this.copy(group, other, fromGroup);
      return;
    }
    const held = this.values[group] as number;
    const value = other.values[fromGroup] as number;
    if (!Number.isNaN(held) && !Number.isNaN(value)) {
      if (this.#isLeast ? value < held : value > held) this.values[group] = value;
      return;
    }
    const buffer = this.load(group);
    this.aggregate.merge(buffer, other.load(fromGroup));
    this.store(group, buffer);
  }

  mergeAll(groups: Int32Array, source: Accumulator, from: Int32Array, count: number): void {
    const other = sameForm(ExtremumAccumulator, source);
    for (let i = 0; i < count; i++) this.merge(groups[i] as number, other, from[i] as number);
  }

  copy(group: number, from: Accumulator, fromGroup: number): void {
    const other = sameForm(ExtremumAccumulator, from);
    const value = other.values[fromGroup] as number;
    this.values[group] = value;
    this.present[group] = other.present[fromGroup] as number;
    const exact = this.#isWide && Number.isNaN(value) ? other.#exact.get(fromGroup) : undefined;
    if (exact !== undefined) this.#exact.set(group, exact);
  }

  settle(): void {}

  empty(): ExtremumAccumulator {
    return new ExtremumAccumulator(this.aggregate, { isWide: this.#isWide, isLeast: this.#isLeast });
  }

  transferred(size: number): TransferredAccumulator {
    return {
      arrays: [resizedFloats(this.values, size), resizedBytes(this.present, size)],
      buffers: [],
      exact: [...this.#exact],
    };
  }

  take({ arrays, exact }: TransferredAccumulator): void {
    this.values = arrays[0] as Float64Array<ArrayBuffer>;
    this.present = arrays[1] as Uint8Array<ArrayBuffer>;
    this.#exact.clear();
    for (const [group, value] of exact) this.#exact.set(group, value);
  }

  saved(groups: Int32Array, count: number): ColumnVector[] {
    const values = gathered(this.values, groups, count);
    if (this.#isWide && values.some(Number.isNaN)) return savedByValue(this, groups, count);
    const present = gatheredFlags(this.present, groups, count);
    return [{ form: this.#isWide ? 'integers' : 'doubles', values, present }];
  }

  restore(groups: Int32Array, count: number, columns: readonly ColumnVector[]): void {
    if (!putNumbers(columns[0], groups, this.values, this.present)) restoreByValue(this, groups, count, columns);
  }

  get memoryBytes(): number {
    return this.values.byteLength + this.present.byteLength + this.#exact.size * 48;
  }
}
