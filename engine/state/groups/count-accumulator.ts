import type { AggregateBuffer, BoundAggregate } from '../../expression/aggregates/aggregate-function.ts';
import type { Value } from '../../types/value.ts';
import type { ColumnVector } from '../files/column-vector.ts';
import { type Accumulator, sameForm, type TransferredAccumulator } from './accumulator.ts';
import { gathered, isFullOfNumbers, restoreByValue } from './accumulator-columns.ts';
import { resizedFloats } from './growth.ts';

/** The number of rows, or of rows whose arguments are all non-null. */
export class CountAccumulator implements Accumulator {
  readonly aggregate: BoundAggregate;
  values = new Float64Array(0);

  constructor(aggregate: BoundAggregate) {
    this.aggregate = aggregate;
  }

  resize(capacity: number): void {
    this.values = resizedFloats(this.values, capacity);
  }

  cut(): void {}

  reset(group: number): void {
    this.values[group] = 0;
  }

  update(group: number, args: readonly Value[]): void {
    for (let i = 0; i < args.length; i++) if (args[i] === null) return;
    this.values[group] = (this.values[group] as number) + 1;
  }

  load(group: number): AggregateBuffer {
    return [BigInt(this.values[group] as number)];
  }

  store(group: number, buffer: AggregateBuffer): void {
    this.values[group] = Number(buffer[0]);
  }

  merge(group: number, from: Accumulator, fromGroup: number): void {
    const { values } = sameForm(CountAccumulator, from);
    this.values[group] = (this.values[group] as number) + (values[fromGroup] as number);
  }

  mergeAll(groups: Int32Array, source: Accumulator, from: Int32Array, count: number): void {
    const { values } = sameForm(CountAccumulator, source);
    const own = this.values;
    for (let i = 0; i < count; i++) {
      const group = groups[i] as number;
      own[group] = (own[group] as number) + (values[from[i] as number] as number);
    }
  }

  copy(group: number, from: Accumulator, fromGroup: number): void {
    this.values[group] = sameForm(CountAccumulator, from).values[fromGroup] as number;
  }

  settle(): void {}

  empty(): CountAccumulator {
    return new CountAccumulator(this.aggregate);
  }

  transferred(size: number): TransferredAccumulator {
    return { arrays: [resizedFloats(this.values, size)], buffers: [], exact: [] };
  }

  take({ arrays }: TransferredAccumulator): void {
    this.values = arrays[0] as Float64Array<ArrayBuffer>;
  }

  saved(groups: Int32Array, count: number): ColumnVector[] {
    return [{ form: 'integers', values: gathered(this.values, groups, count), present: null }];
  }

  restore(groups: Int32Array, count: number, columns: readonly ColumnVector[]): void {
    const [counts] = columns;
    if (!isFullOfNumbers(counts)) restoreByValue(this, groups, count, columns);
    else for (let i = 0; i < count; i++) this.values[groups[i] as number] = counts.values[i] as number;
  }

  get memoryBytes(): number {
    return this.values.byteLength;
  }
}
