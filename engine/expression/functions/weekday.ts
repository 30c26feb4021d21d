import { datePart, weekdayFromMonday } from './date-part.ts';

/** 0 for Monday to 6 for Sunday. */
export const weekday = datePart('weekday', [], weekdayFromMonday);
