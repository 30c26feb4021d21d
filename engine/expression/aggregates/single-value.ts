import type { DataType } from '../../types/data-type.ts';
import type { Value } from '../../types/value.ts';
import type { BoundAggregate } from './aggregate-function.ts';

/**
 * An aggregate whose buffer is one value, null at first, and whose rows and buffers are combined alike. Nulls are skipped;
 * none but nulls gives null.
 *
 * @param argument its values are held as those of `result` are
 * @param combine what two values that are not null make together, the earlier one first
 */
export function singleValue(
  argument: DataType,
  result: DataType,
  combine: (sofar: Value, value: Value) => Value,
): BoundAggregate {
  const accumulate = (buffer: Value[], value: Value | undefined): void => {
    if (value === null || value === undefined) return;
    const sofar = buffer[0] ?? null;
    buffer[0] = sofar === null ? value : combine(sofar, value);
  };
  return {
    resultType: result,
    nullable: true,
    argumentTypes: [argument],
    bufferTypes: [result],
    initial: () => [null],
    update: (buffer, args) => accumulate(buffer, args[0]),
    merge: (stored, partial) => accumulate(stored, partial[0]),
    result: (buffer) => buffer[0] ?? null,
  };
}
