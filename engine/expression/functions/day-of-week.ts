import { datePart, weekdayFromMonday } from './date-part.ts';

/** 1 for Sunday to 7 for Saturday. */
export const dayOfWeek = datePart('dayofweek', [], (days) => ((weekdayFromMonday(days) + 1) % 7) + 1);
