import type { AggregateBuffer, BoundAggregate } from '../../expression/aggregates/aggregate-function.ts';
import type { Value } from '../../types/value.ts';
import type { ColumnVector } from '../files/column-vector.ts';
import { type Accumulator, sameForm, type TransferredAccumulator } from './accumulator.ts';
import { restoreByValue, savedByValue } from './accumulator-columns.ts';
import { sampledBytes } from './value-bytes.ts';

/** The interpreter's own buffers, for every aggregate that is not made of numbers alone. */
export class BufferAccumulator implements Accumulator {
  readonly aggregate: BoundAggregate;
  /** By group; a loop hands a group's to the aggregate's `update`. */
  buffers: AggregateBuffer[] = [];

  constructor(aggregate: BoundAggregate) {
    this.aggregate = aggregate;
  }

  resize(): void {}

  cut(size: number): void {
    this.buffers.length = Math.min(this.buffers.length, size);
  }

  reset(group: number): void {
    this.buffers[group] = this.aggregate.initial();
  }

  update(group: number, args: readonly Value[]): void {
    this.aggregate.update(this.load(group), args);
  }

  load(group: number): AggregateBuffer {
    return this.buffers[group] as AggregateBuffer;
  }

  store(group: number, buffer: AggregateBuffer): void {
    this.buffers[group] = buffer;
  }

  merge(group: number, from: Accumulator, fromGroup: number): void {
    // Who has copied the buffer shares it, so it is replaced rather than changed.
    const merged = [...this.load(group)];
    this.aggregate.merge(merged, sameForm(BufferAccumulator, from).load(fromGroup));
    this.buffers[group] = merged;
  }

  mergeAll(groups: Int32Array, source: Accumulator, from: Int32Array, count: number): void {
    const other = sameForm(BufferAccumulator, source);
    for (let i = 0; i < count; i++) this.merge(groups[i] as number, other, from[i] as number);
  }

  copy(group: number, from: Accumulator, fromGroup: number): void {
    this.buffers[group] = sameForm(BufferAccumulator, from).load(fromGroup);
  }

  settle(from: number, to: number): void {
    for (let group = from; group < to; group++) {
      const settled = this.aggregate.initial();
      this.aggregate.merge(settled, this.load(group));
      this.buffers[group] = settled;
    }
  }

  empty(): BufferAccumulator {
    return new BufferAccumulator(this.aggregate);
  }

  transferred(size: number): TransferredAccumulator {
    return { arrays: [], buffers: this.buffers.slice(0, size), exact: [] };
  }

  take({ buffers }: TransferredAccumulator): void {
    this.buffers = [...buffers];
  }

  saved(groups: Int32Array, count: number): ColumnVector[] {
    return savedByValue(this, groups, count);
  }

  restore(groups: Int32Array, count: number, columns: readonly ColumnVector[]): void {
    restoreByValue(this, groups, count, columns);
  }

  /** Measured on a sample of the groups, since buffers are values of any kind. */
  get memoryBytes(): number {
    return sampledBytes(this.buffers);
  }
}
