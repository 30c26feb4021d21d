import { datePart, weekdayFromMonday } from './date-part.ts';

/** 1 for Monday to 7 for Sunday; for `extract` alone. */
export const dayOfWeekIso = datePart('dayofweek_iso', [], (days) => weekdayFromMonday(days) + 1);
