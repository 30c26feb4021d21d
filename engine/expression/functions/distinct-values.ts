import type { DataType } from '../../types/data-type.ts';
import { makeGroupKey } from '../../types/group-key.ts';
import type { Value } from '../../types/value.ts';

/** Keys of values that are the same exactly where the values fall into one group: nulls, NaNs and both zeros too. */
export function keyOf(element: DataType): (value: Value) => string {
  const key = makeGroupKey([element]);
  return (value) => key([value]);
}

/** The first of each group of same values, where `keeps` takes its key. */
export function distinctValues(
  values: readonly Value[],
  key: (value: Value) => string,
  keeps: (key: string) => boolean = () => true,
): Value[] {
  const seen = new Set<string>();
  return values.filter((value) => {
    const of = key(value);
    if (seen.has(of) || !keeps(of)) return false;
    seen.add(of);
    return true;
  });
}
