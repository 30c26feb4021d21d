import { civilFromDays, daysFromCivil } from '../../types/civil-date.ts';
import { datePart } from './date-part.ts';

/** 1 to 366. */
export const dayOfYear = datePart('dayofyear', [], (days) => days - daysFromCivil(civilFromDays(days).year, 1, 1) + 1);
