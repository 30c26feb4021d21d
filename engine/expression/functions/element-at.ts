import { elementAccess } from './element-access.ts';

/** An index outside of the array throws EXP-084. */
export const elementAt = elementAccess('element_at', false);
