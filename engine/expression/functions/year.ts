import { civilFromDays } from '../../types/civil-date.ts';
import { datePart } from './date-part.ts';

export const year = datePart('year', [], (days) => civilFromDays(days).year);
