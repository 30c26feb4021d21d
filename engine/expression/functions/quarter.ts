import { civilFromDays } from '../../types/civil-date.ts';
import { datePart } from './date-part.ts';

/** 1 to 4. */
export const quarter = datePart('quarter', [], (days) => Math.ceil(civilFromDays(days).month / 3));
