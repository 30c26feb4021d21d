import { array, BIGINT, type DataType } from '../../types/data-type.ts';
import type { Value } from '../../types/value.ts';
import type { AggregateBuffer, BoundAggregate } from './aggregate-function.ts';
import { ValueIndex } from './value-index.ts';

/** Different values, in the order they first came, and how often each came. */
export interface ValueCounts {
  readonly values: readonly Value[];
  readonly counts: readonly bigint[];
}

/** An aggregate that counts each value of its first argument; `result` is asked with what has been counted. */
export function countingValues(
  type: DataType,
  result: (counted: ValueCounts) => Value,
): Pick<BoundAggregate, 'bufferTypes' | 'initial' | 'merge' | 'result'> & {
  add(buffer: AggregateBuffer, value: Value, times: bigint): void;
} {
  const index = new ValueIndex(type);
  const add = ([values, counts]: AggregateBuffer, value: Value, times: bigint): void => {
    const held = counts as bigint[];
    const place = index.placeOf(value, values as Value[]);
    held[place] = (held[place] ?? 0n) + times;
  };
  return {
    bufferTypes: [array(type), array(BIGINT)],
    initial: () => [[], []],
    add,
    merge(stored, partial) {
      const sum: AggregateBuffer = [[...listed(stored[0])], [...listed(stored[1])]];
      const counts = listed(partial[1]);
      listed(partial[0]).forEach((value, place) => {
        add(sum, value, counts[place] as bigint);
      });
      [stored[0], stored[1]] = [sum[0] ?? null, sum[1] ?? null];
    },
    result: (buffer) => result({ values: listed(buffer[0]), counts: listed(buffer[1]) as readonly bigint[] }),
  };
}

/** A buffer's array. */
export function listed(value: Value | undefined): readonly Value[] {
  return (value ?? []) as readonly Value[];
}
