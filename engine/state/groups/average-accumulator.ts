import type { AggregateBuffer, BoundAggregate } from '../../expression/aggregates/aggregate-function.ts';
import type { Value } from '../../types/value.ts';
import type { ColumnVector } from '../files/column-vector.ts';
import { type Accumulator, sameForm, type TransferredAccumulator } from './accumulator.ts';
import { gathered, isFullOfNumbers, restoreByValue } from './accumulator-columns.ts';
import { resizedFloats } from './growth.ts';

/** The sum and the number of doubles. */
export class AverageAccumulator implements Accumulator {
  readonly aggregate: BoundAggregate;
  /** The sum, from 0 on. */
  values = new Float64Array(0);
  /** How many values have come. */
  rows = new Float64Array(0);

  constructor(aggregate: BoundAggregate) {
    this.aggregate = aggregate;
  }

  resize(capacity: number): void {
    this.values = resizedFloats(this.values, capacity);
    this.rows = resizedFloats(this.rows, capacity);
  }

  cut(): void {}

  reset(group: number): void {
    this.values[group] = 0;
    this.rows[group] = 0;
  }

  update(group: number, args: readonly Value[]): void {
    const value = args[0];
    if (value === null || value === undefined) return;
    this.values[group] = (this.values[group] as number) + (value as number);
    this.rows[group] = (this.rows[group] as number) + 1;
  }

  load(group: number): AggregateBuffer {
    return [this.values[group] as number, BigInt(this.rows[group] as number)];
  }

  store(group: number, buffer: AggregateBuffer): void {
    this.values[group] = buffer[0] as number;
    this.rows[group] = Number(buffer[1]);
  }

  merge(group: number, from: Accumulator, fromGroup: number): void {
    const other = sameForm(AverageAccumulator, from);
    this.values[group] = (this.values[group] as number) + (other.values[fromGroup] as number);
    this.rows[group] = (this.rows[group] as number) + (other.rows[fromGroup] as number);
  }

  mergeAll(groups: Int32Array, source: Accumulator, from: Int32Array, count: number): void {
    const other = sameForm(AverageAccumulator, source);
    const { values, rows } = this;
    for (let i = 0; i < count; i++) {
      const group = groups[i] as number;
      const at = from[i] as number;
      values[group] = (values[group] as number) + (other.values[at] as number);
      rows[group] = (rows[group] as number) + (other.rows[at] as number);
    }
  }

  copy(group: number, from: Accumulator, fromGroup: number): void {
    const other = sameForm(AverageAccumulator, from);
    this.values[group] = other.values[fromGroup] as number;
    this.rows[group] = other.rows[fromGroup] as number;
  }

  settle(): void {}

  empty(): AverageAccumulator {
    return new AverageAccumulator(this.aggregate);
  }

  transferred(size: number): TransferredAccumulator {
    return { arrays: [resizedFloats(this.values, size), resizedFloats(this.rows, size)], buffers: [], exact: [] };
  }

  take({ arrays }: TransferredAccumulator): void {
    this.values = arrays[0] as Float64Array<ArrayBuffer>;
    this.rows = arrays[1] as Float64Array<ArrayBuffer>;
  }

  saved(groups: Int32Array, count: number): ColumnVector[] {
    return [
      { form: 'doubles', values: gathered(this.values, groups, count), present: null },
      { form: 'integers', values: gathered(this.rows, groups, count), present: null },
    ];
  }

  restore(groups: Int32Array, count: number, columns: readonly ColumnVector[]): void {
    const [sums, rows] = columns;
    if (!isFullOfNumbers(sums) || !isFullOfNumbers(rows)) {
      restoreByValue(this, groups, count, columns);
      return;
    }
    for (let i = 0; i < count; i++) {
      this.values[groups[i] as number] = sums.values[i] as number;
      this.rows[groups[i] as number] = rows.values[i] as number;
    }
  }

  get memoryBytes(): number {
    return this.values.byteLength + this.rows.byteLength;
  }
}
