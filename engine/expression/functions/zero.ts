import type { DataType } from '../../types/data-type.ts';
import type { Value } from '../../types/value.ts';

/** Zero as a value of a numeric type. */
export function zeroOf(type: DataType): Value {
  return type.kind === 'bigint' || type.kind === 'decimal' ? 0n : 0;
}
