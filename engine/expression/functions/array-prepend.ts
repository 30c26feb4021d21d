import { arrayGrowth } from './array-growth.ts';

export const arrayPrepend = arrayGrowth('array_prepend', (values, added) => [added, ...values]);
