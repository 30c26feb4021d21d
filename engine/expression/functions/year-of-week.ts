import { civilFromDays } from '../../types/civil-date.ts';
import { datePart, weekdayFromMonday } from './date-part.ts';

/** The year that ISO 8601 counts the day's week to; for `extract` alone. */
export const yearOfWeek = datePart('yearofweek', [], (days) => civilFromDays(days - weekdayFromMonday(days) + 3).year);
