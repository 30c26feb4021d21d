import { arrayChange } from './array-change.ts';
import { distinctValues, keyOf } from './distinct-values.ts';

/** The array without repetitions, in the order of the first ones. */
export const arrayDistinct = arrayChange('array_distinct', (element) => {
  const key = keyOf(element);
  return (values) => distinctValues(values, key);
});
