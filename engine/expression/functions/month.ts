import { civilFromDays } from '../../types/civil-date.ts';
import { datePart } from './date-part.ts';

/** 1 to 12. */
export const month = datePart('month', [], (days) => civilFromDays(days).month);
