import { arrayChange } from './array-change.ts';

/** The array without nulls. */
export const arrayCompact = arrayChange('array_compact', () => (values) => values.filter((value) => value !== null));
