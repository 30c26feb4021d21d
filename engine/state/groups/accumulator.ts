import { InternalError } from '../../base/assert.ts';
import type { AggregateBuffer, BoundAggregate } from '../../expression/aggregates/aggregate-function.ts';
import type { Value } from '../../types/value.ts';
import type { ColumnVector } from '../files/column-vector.ts';

/**
 * One aggregate's buffers, for all groups of a table: as typed arrays where the aggregate is made of numbers, which generated
 * loops write themselves, else as the interpreter's own. Whatever the form, every value and every error is exactly that of the
 * aggregate's `update` and `merge`.
 *
 * Groups are numbers below the capacity. What is kept of a group is undefined until it is `reset`.
 */
export interface Accumulator {
  readonly aggregate: BoundAggregate;
  /** Makes room for that many groups; typed arrays are replaced. */
  resize(capacity: number): void;
  /** Lets go of what groups from `size` on hold beyond the arrays. */
  cut(size: number): void;
  /** Puts the aggregate's initial buffer in place. */
  reset(group: number): void;
  /** Takes one row. Throws what the aggregate's own `update` throws, and then leaves the group as it was. */
  update(group: number, args: readonly Value[]): void;
  /** The group's buffer as the interpreter has it; it may be the one that is held, so nobody changes it. */
  load(group: number): AggregateBuffer;
  /** Puts a buffer in the place of the group's; it is kept, and nobody changes it afterwards. */
  store(group: number, buffer: AggregateBuffer): void;
  /** Merges a group of another table of the same aggregate, the stored one first. Throws like the aggregate's `merge`. */
  merge(group: number, from: Accumulator, fromGroup: number): void;
  /** `merge` of many groups: the first `count` of `from`, each into that of `groups`. */
  mergeAll(groups: Int32Array, source: Accumulator, from: Int32Array, count: number): void;
  /** Makes the group exactly like one of another table. */
  copy(group: number, from: Accumulator, fromGroup: number): void;
  /** Leaves the groups `[from, to)` as merging each of them into an initial buffer would make it. */
  settle(from: number, to: number): void;
  /** An empty one of the same aggregate and form. */
  empty(): Accumulator;
  /** The first `size` groups as plain data that another thread's `take` makes its own. */
  transferred(size: number): TransferredAccumulator;
  take(data: TransferredAccumulator): void;
  /** The buffers of the first `count` of these groups, a column a value. */
  saved(groups: Int32Array, count: number): ColumnVector[];
  /** Puts what `saved` gave in the place of the buffers of the first `count` groups. */
  restore(groups: Int32Array, count: number, columns: readonly ColumnVector[]): void;
  readonly memoryBytes: number;
}

/** What an accumulator is made of, cut to size: typed arrays, which may be transferred, and plain values. */
export interface TransferredAccumulator {
  readonly arrays: readonly (Float64Array<ArrayBuffer> | Uint8Array<ArrayBuffer> | BigInt64Array<ArrayBuffer>)[];
  readonly buffers: readonly AggregateBuffer[];
  /** Values of single groups that the arrays cannot hold. */
  readonly exact: readonly (readonly [group: number, value: bigint])[];
}

/** The other accumulator of a merge as one of the same form. Tables that are merged are made of one plan. */
export function sameForm<Form extends Accumulator>(
  form: abstract new (...parts: never[]) => Form,
  from: Accumulator,
): Form {
  if (from.constructor !== form) throw new InternalError('accumulators of one aggregate have one form');
  return from as Form;
}
