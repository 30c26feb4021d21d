/** What accumulators have in common when their buffers are saved as columns and taken back. */
import { must } from '../../base/assert.ts';
import type { AggregateBuffer } from '../../expression/aggregates/aggregate-function.ts';
import { type ColumnVector, valueAt, vectorOf } from '../files/column-vector.ts';
import type { Accumulator } from './accumulator.ts';

/** The numbers of the first `count` of these groups. */
export function gathered(values: Float64Array, groups: Int32Array, count: number): Float64Array {
  const made = new Float64Array(count);
  for (let i = 0; i < count; i++) made[i] = values[groups[i] as number] as number;
  return made;
}

/** The flags of the first `count` of these groups; null where all are 1. */
export function gatheredFlags(flags: Uint8Array, groups: Int32Array, count: number): Uint8Array | null {
  const made = new Uint8Array(count);
  let ones = 0;
  for (let i = 0; i < count; i++) ones += made[i] = flags[groups[i] as number] as number;
  return ones === count ? null : made;
}

/** Whether the vector is of numbers that all rows have. */
export function isFullOfNumbers(
  vector: ColumnVector | undefined,
): vector is Extract<ColumnVector, { form: 'integers' | 'doubles' }> {
  return (vector?.form === 'integers' || vector?.form === 'doubles') && vector.present === null;
}

/** A vector of numbers as values of the groups and flags of presence; false, with nothing done, for any other vector. */
export function putNumbers(
  vector: ColumnVector | undefined,
  groups: Int32Array,
  values: Float64Array,
  flags: Uint8Array,
): boolean {
  if (vector?.form !== 'integers' && vector?.form !== 'doubles') return false;
  const { values: numbers, present } = vector;
  for (let i = 0; i < numbers.length; i++) {
    const group = groups[i] as number;
    const isThere = present === null || present[i] === 1;
    values[group] = isThere ? (numbers[i] as number) : 0;
    flags[group] = isThere ? 1 : 0;
  }
  return true;
}

/** Any accumulator's buffers, value by value. */
export function savedByValue(accumulator: Accumulator, groups: Int32Array, count: number): ColumnVector[] {
  const buffers: AggregateBuffer[] = [];
  for (let i = 0; i < count; i++) buffers.push(accumulator.load(groups[i] as number));
  return accumulator.aggregate.bufferTypes.map((type, column) =>
    vectorOf(
      buffers.map((buffer) => buffer[column] ?? null),
      type,
    ),
  );
}

/** Puts buffers in the place of those of the first `count` groups, value by value. */
export function restoreByValue(
  accumulator: Accumulator,
  groups: Int32Array,
  count: number,
  columns: readonly ColumnVector[],
): void {
  const { bufferTypes } = accumulator.aggregate;
  for (let i = 0; i < count; i++) {
    accumulator.store(
      groups[i] as number,
      bufferTypes.map((type, column) => valueAt(must(columns[column], 'a column a value of the buffer'), type, i)),
    );
  }
}
