import type { AggregateBuffer, BoundAggregate } from '../../expression/aggregates/aggregate-function.ts';
import type { Value } from '../../types/value.ts';
import type { ColumnVector } from '../files/column-vector.ts';
import { type Accumulator, sameForm, type TransferredAccumulator } from './accumulator.ts';
import { gathered, gatheredFlags, putNumbers, restoreByValue } from './accumulator-columns.ts';
import { resizedBytes, resizedFloats } from './growth.ts';

/** A sum of doubles, added in the order in which they come. */
export class DoubleSumAccumulator implements Accumulator {
  readonly aggregate: BoundAggregate;
  /** The sum; 0 where no value has come. */
  values = new Float64Array(0);
  /** 1 where a value has come. The first one is put, not added: 0 + -0 would not be -0. */
  present = new Uint8Array(0);

  constructor(aggregate: BoundAggregate) {
    this.aggregate = aggregate;
  }

  resize(capacity: number): void {
    this.values = resizedFloats(this.values, capacity);
    this.present = resizedBytes(this.present, capacity);
  }

  cut(): void {}

  reset(group: number): void {
    this.values[group] = 0;
    this.present[group] = 0;
  }

  update(group: number, args: readonly Value[]): void {
    const value = args[0];
    if (value !== null && value !== undefined) this.#add(group, value as number);
  }

  load(group: number): AggregateBuffer {
    return [this.present[group] === 0 ? null : (this.values[group] as number)];
  }

  store(group: number, buffer: AggregateBuffer): void {
    const total = (buffer[0] ?? null) as number | null;
    this.present[group] = total === null ? 0 : 1;
    this.values[group] = total ?? 0;
  }

  merge(group: number, from: Accumulator, fromGroup: number): void {
    const other = sameForm(DoubleSumAccumulator, from);
    if (other.present[fromGroup] === 1) this.#add(group, other.values[fromGroup] as number);
  }

  mergeAll(groups: Int32Array, source: Accumulator, from: Int32Array, count: number): void {
    const other = sameForm(DoubleSumAccumulator, source);
    for (let i = 0; i < count; i++) this.merge(groups[i] as number, other, from[i] as number);
  }

  copy(group: number, from: Accumulator, fromGroup: number): void {
    const other = sameForm(DoubleSumAccumulator, from);
    this.values[group] = other.values[fromGroup] as number;
    this.present[group] = other.present[fromGroup] as number;
  }

  settle(): void {}

  empty(): DoubleSumAccumulator {
    return new DoubleSumAccumulator(this.aggregate);
  }

  transferred(size: number): TransferredAccumulator {
    return { arrays: [resizedFloats(this.values, size), resizedBytes(this.present, size)], buffers: [], exact: [] };
  }

  take({ arrays }: TransferredAccumulator): void {
    this.values = arrays[0] as Float64Array<ArrayBuffer>;
    this.present = arrays[1] as Uint8Array<ArrayBuffer>;
  }

  saved(groups: Int32Array, count: number): ColumnVector[] {
    const present = gatheredFlags(this.present, groups, count);
    return [{ form: 'doubles', values: gathered(this.values, groups, count), present }];
  }

  restore(groups: Int32Array, count: number, columns: readonly ColumnVector[]): void {
    if (!putNumbers(columns[0], groups, this.values, this.present)) restoreByValue(this, groups, count, columns);
  }

  get memoryBytes(): number {
    return this.values.byteLength + this.present.byteLength;
  }

  #add(group: number, value: number): void {
    if (this.present[group] === 1) this.values[group] = (this.values[group] as number) + value;
    else {
      this.values[group] = value;
      this.present[group] = 1;
    }
  }
}
