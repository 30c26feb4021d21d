import { civilFromDays } from '../../types/civil-date.ts';
import { datePart } from './date-part.ts';

/** 1 to 31. */
export const day = datePart('day', ['dayofmonth'], (days) => civilFromDays(days).day);
