import { SHORT_MONTH_NAMES } from '../../types/calendar-names.ts';
import { civilFromDays } from '../../types/civil-date.ts';
import { calendarName } from './calendar-name.ts';

/** `Jan` to `Dec`. */
export const monthname = calendarName('monthname', (days) => SHORT_MONTH_NAMES[civilFromDays(days).month - 1]);
