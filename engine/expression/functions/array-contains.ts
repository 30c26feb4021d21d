import { BOOLEAN } from '../../types/data-type.ts';
import { anyNullable, arraySearch } from './array-search.ts';
import { holdsNull } from './null-elements.ts';

/** Null where the value is not found and an element is null. */
export const arrayContains = arraySearch(
  'array_contains',
  BOOLEAN,
  false,
  (args) => anyNullable(args) || holdsNull(args[0]),
  (values, wanted, isSame) => {
    if (values.some((value) => isSame(value, wanted))) return true;
    return values.includes(null) ? null : false;
  },
);
