import { anyNullable, arraySearch } from './array-search.ts';

/** The array without all such elements. */
export const arrayRemove = arraySearch('array_remove', 'array', true, anyNullable, (values, wanted, isSame) =>
  values.filter((value) => !isSame(value, wanted)),
);
