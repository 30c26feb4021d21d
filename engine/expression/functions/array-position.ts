import { BIGINT } from '../../types/data-type.ts';
import { anyNullable, arraySearch } from './array-search.ts';

/** The place of the first such element, counted from 1; 0 where there is none. */
export const arrayPosition = arraySearch('array_position', BIGINT, true, anyNullable, (values, wanted, isSame) =>
  BigInt(values.findIndex((value) => isSame(value, wanted)) + 1),
);
