import { civilFromDays, daysFromCivil } from '../../types/civil-date.ts';
import { datePart, weekdayFromMonday } from './date-part.ts';

/** ISO 8601: 1 to 53; weeks begin on Monday and belong to the year of their Thursday. */
export const weekOfYear = datePart('weekofyear', [], (days) => {
  const thursday = days - weekdayFromMonday(days) + 3;
  return Math.floor((thursday - daysFromCivil(civilFromDays(thursday).year, 1, 1)) / 7) + 1;
});
