/** Names of the calendar in English, the only language in which Spark's defaults write and read them. */

export const MONTH_NAMES: readonly string[] = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** From Monday, as ISO 8601 counts. */
export const DAY_NAMES: readonly string[] = [
  'Monday',
  'Tuesday',
  'Wednesday',
  'Thursday',
  'Friday',
  'Saturday',
  'Sunday',
];

export const SHORT_MONTH_NAMES: readonly string[] = MONTH_NAMES.map((name) => name.slice(0, 3));
export const SHORT_DAY_NAMES: readonly string[] = DAY_NAMES.map((name) => name.slice(0, 3));

export const QUARTER_NAMES: readonly string[] = ['1st quarter', '2nd quarter', '3rd quarter', '4th quarter'];
export const SHORT_QUARTER_NAMES: readonly string[] = ['Q1', 'Q2', 'Q3', 'Q4'];

/** Before year 1, and from it on. */
export const ERA_NAMES: readonly string[] = ['Before Christ', 'Anno Domini'];
export const SHORT_ERA_NAMES: readonly string[] = ['BC', 'AD'];

export const HALF_DAY_NAMES: readonly string[] = ['AM', 'PM'];
