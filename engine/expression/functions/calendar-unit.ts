import { civilFromDays, daysFromCivil } from '../../types/civil-date.ts';
import { weekdayFromMonday } from './date-part.ts';

/** The day on which the week, month, quarter or year around `days` begins; null for any other unit. `unit` in lower case. */
export function firstDayOfUnit(unit: string, days: number): number | null {
  const { year, month } = civilFromDays(days);
  switch (unit) {
    case 'week':
      return days - weekdayFromMonday(days);
    case 'month':
    case 'mon':
    case 'mm':
      return daysFromCivil(year, month, 1);
    case 'quarter':
      return daysFromCivil(year, month - ((month - 1) % 3), 1);
    case 'year':
    case 'yyyy':
    case 'yy':
      return daysFromCivil(year, 1, 1);
    default:
      return null;
  }
}
