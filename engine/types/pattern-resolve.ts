import {
  type CivilDate,
  civilFromDays,
  dayOfYear,
  daysFromCivil,
  isCivilDate,
  isLeapYear,
  microsFromCivil,
} from './civil-date.ts';
import { BIGINT_MAX, BIGINT_MIN } from './integer-range.ts';
import { localToEpochMicros } from './time-zone.ts';

export type FieldName =
  | 'era' // 0 before year 1, 1 from it on
  | 'year'
  | 'yearOfEra'
  | 'month'
  | 'day'
  | 'dayOfYear'
  | 'halfDay' // 0 is AM, 1 is PM
  | 'hour'
  | 'clockHour' // 1 to 24
  | 'hourOfHalfDay' // 0 to 11
  | 'clockHourOfHalfDay' // 1 to 12
  | 'minute'
  | 'second'
  | 'micro';

export type FieldNumbers = { [Name in FieldName]: number | undefined };

/** What a text said, before it is looked at as a whole. */
export interface ParsedFields {
  numbers: FieldNumbers;
  /** A zone that was named; goes before an offset. */
  zone: string | null;
  offset: string | null;
}

const LIMITS: readonly (readonly [FieldName, number, number])[] = [
  ['era', 0, 1],
  ['year', -999_999_999, 999_999_999],
  ['yearOfEra', 1, 999_999_999],
  ['month', 1, 12],
  ['day', 1, 31],
  ['dayOfYear', 1, 366],
  ['halfDay', 0, 1],
  ['hour', 0, 23],
  ['clockHour', 1, 24],
  ['hourOfHalfDay', 0, 11],
  ['clockHourOfHalfDay', 1, 12],
  ['minute', 0, 59],
  ['second', 0, 59],
  ['micro', 0, 999_999],
];

/** Nothing said yet. */
export function noFields(): ParsedFields {
  const numbers: FieldNumbers = {
    era: undefined,
    year: undefined,
    yearOfEra: undefined,
    month: undefined,
    day: undefined,
    dayOfYear: undefined,
    halfDay: undefined,
    hour: undefined,
    clockHour: undefined,
    hourOfHalfDay: undefined,
    clockHourOfHalfDay: undefined,
    minute: undefined,
    second: undefined,
    micro: undefined,
  };
  return { numbers, zone: null, offset: null };
}

/**
 * The instant that the fields mean together, in microseconds; null where one is out of range, two contradict each other,
 * or the date is not in the calendar. Absent fields are those of 1970-01-01T00:00:00.
 */
export function resolveFields(found: ParsedFields, zone: string): bigint | null {
  for (const [field, min, max] of LIMITS) {
    const value = found.numbers[field];
    if (value !== undefined && (value < min || value > max)) return null;
  }
  const date = resolveDate(found.numbers);
  const hour = resolveHour(found.numbers);
  if (date === null || hour === null) return null;
  const local = microsFromCivil({
    year: date.year,
    month: date.month,
    day: date.day,
    hour,
    minute: found.numbers.minute ?? 0,
    second: found.numbers.second ?? 0,
    micro: found.numbers.micro ?? 0,
  });
  const micros = localToEpochMicros(local, found.zone ?? found.offset ?? zone);
  return micros < BIGINT_MIN || micros > BIGINT_MAX ? null : micros;
}

function resolveDate(numbers: FieldNumbers): CivilDate | null {
  const year = resolveYear(numbers) ?? 1970;
  const month = numbers.month;
  const day = numbers.day;
  const ordinal = numbers.dayOfYear;
  if (ordinal !== undefined && (month === undefined || day === undefined)) {
    if (ordinal === 366 && !isLeapYear(year)) return null;
    const date = civilFromDays(daysFromCivil(year, 1, 1) + ordinal - 1);
    return (month ?? date.month) === date.month && (day ?? date.day) === date.day ? date : null;
  }
  const date = { year, month: month ?? 1, day: day ?? 1 };
  if (!isCivilDate(year, date.month, date.day)) return null;
  return ordinal !== undefined && ordinal !== dayOfYear(date) ? null : date;
}

/** A year within an era says nothing without the era: Spark then takes 1970. */
function resolveYear(numbers: FieldNumbers): number | undefined {
  const ofEra = numbers.yearOfEra;
  const era = numbers.era;
  if (ofEra === undefined || era === undefined) return numbers.year;
  return era === 0 ? 1 - ofEra : ofEra;
}

/** 0 to 23; an hour of a half day without AM or PM is before noon, AM or PM without an hour its first. Null where two hours contradict each other. */
function resolveHour(numbers: FieldNumbers): number | null {
  const { halfDay, clockHour, clockHourOfHalfDay } = numbers;
  const ofDay = agreed(numbers.hour, clockHour === undefined ? undefined : clockHour % 24);
  const ofHalfDay = agreed(
    numbers.hourOfHalfDay,
    clockHourOfHalfDay === undefined ? undefined : clockHourOfHalfDay % 12,
  );
  if (ofDay === null || ofHalfDay === null) return null;
  if (ofDay === undefined) return (ofHalfDay ?? 0) + (halfDay ?? 0) * 12;
  const agrees =
    (ofHalfDay === undefined || ofHalfDay === ofDay % 12) &&
    (halfDay === undefined || halfDay === Math.floor(ofDay / 12));
  return agrees ? ofDay : null;
}

/** The value that both give or only one of them; null where they differ. */
function agreed(a: number | undefined, b: number | undefined): number | undefined | null {
  if (a === undefined || b === undefined) return a ?? b;
  return a === b ? a : null;
}
