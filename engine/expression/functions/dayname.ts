import { SHORT_DAY_NAMES } from '../../types/calendar-names.ts';
import { calendarName } from './calendar-name.ts';
import { weekdayFromMonday } from './date-part.ts';

/** `Mon` to `Sun`. */
export const dayname = calendarName('dayname', (days) => SHORT_DAY_NAMES[weekdayFromMonday(days)]);
