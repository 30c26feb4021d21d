import { arraySet } from './array-set.ts';
import { distinctValues } from './distinct-values.ts';

export const arrayUnion = arraySet('array_union', (left, right, key) => distinctValues([...left, ...right], key));
