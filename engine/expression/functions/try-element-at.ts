import { elementAccess } from './element-access.ts';

/** Null for an index outside of the array. */
export const tryElementAt = elementAccess('try_element_at', true);
