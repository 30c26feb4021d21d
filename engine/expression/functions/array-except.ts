import { arraySet } from './array-set.ts';
import { distinctValues } from './distinct-values.ts';

/** Elements of the first array that the second does not have. */
export const arrayExcept = arraySet('array_except', (left, right, key) => {
  const others = new Set(right.map(key));
  return distinctValues(left, key, (of) => !others.has(of));
});
