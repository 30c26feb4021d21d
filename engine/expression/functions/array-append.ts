import { arrayGrowth } from './array-growth.ts';

export const arrayAppend = arrayGrowth('array_append', (values, added) => [...values, added]);
