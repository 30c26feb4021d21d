import { arraySet } from './array-set.ts';
import { distinctValues } from './distinct-values.ts';

/** In the order of the first array. */
export const arrayIntersect = arraySet('array_intersect', (left, right, key) => {
  const others = new Set(right.map(key));
  return distinctValues(left, key, (of) => others.has(of));
});
