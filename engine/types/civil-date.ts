/**
 * Arithmetic on the proleptic Gregorian calendar, as ISO 8601 and Spark use it: the rules of today reach back without end and
 * the year before 1 is 0. Days count from 1970-01-01, microseconds from its midnight.
 */

export const MICROS_PER_SECOND = 1_000_000n;
export const MICROS_PER_DAY = 86_400_000_000n;

/** Days in 400 years; the calendar repeats itself after them, weekdays included. */
const DAYS_PER_ERA = 146_097;

export interface CivilDate {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  /** 1 to 31. */
  readonly day: number;
}

/** Date and time of day on a wall clock. */
export interface CivilDateTime extends CivilDate {
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  /** 0 to 999,999. */
  readonly micro: number;
}

/** Days since 1970-01-01 of a date that exists; month and day are not checked. */
export function daysFromCivil(year: number, month: number, day: number): number {
  // Years that begin in March put the leap day last, so that one formula serves all months.
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * DAYS_PER_ERA + dayOfEra - 719_468;
}

/** The date `days` after 1970-01-01, or before it when negative. */
export function civilFromDays(days: number): CivilDate {
  const shifted = days + 719_468;
  const era = Math.floor(shifted / DAYS_PER_ERA);
  const dayOfEra = shifted - era * DAYS_PER_ERA;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1_460) + Math.floor(dayOfEra / 36_524) - Math.floor(dayOfEra / 146_096)) / 365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  return {
    year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0),
    month,
    day: dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1,
  };
}

/** Wall-clock date and time of `micros` since 1970-01-01T00:00:00 on that same clock. */
export function civilFromMicros(micros: bigint): CivilDateTime {
  const days = daysOfMicros(micros);
  const microOfDay = Number(micros - BigInt(days) * MICROS_PER_DAY);
  const secondOfDay = Math.floor(microOfDay / 1_000_000);
  const { year, month, day } = civilFromDays(days);
  return {
    year,
    month,
    day,
    hour: Math.floor(secondOfDay / 3_600),
    minute: Math.floor(secondOfDay / 60) % 60,
    second: secondOfDay % 60,
    micro: microOfDay % 1_000_000,
  };
}

/** The day in which `micros` since 1970-01-01T00:00:00 lies, as days since 1970-01-01. */
export function daysOfMicros(micros: bigint): number {
  return Number(floorDiv(micros, MICROS_PER_DAY));
}

/** The inverse of `civilFromMicros`; fields are not checked. */
export function microsFromCivil(civil: CivilDateTime): bigint {
  const seconds =
    daysFromCivil(civil.year, civil.month, civil.day) * 86_400 + civil.hour * 3_600 + civil.minute * 60 + civil.second;
  return BigInt(seconds) * MICROS_PER_SECOND + BigInt(civil.micro);
}

export function isLeapYear(year: number): boolean {
  return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
}

/** 28 to 31; `month` is 1 to 12. */
export function daysInMonth(year: number, month: number): number {
  if (month === 2) return isLeapYear(year) ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}

/** True for a date that the calendar has. */
export function isCivilDate(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

/** 1 to 366. */
export function dayOfYear(date: CivilDate): number {
  return daysFromCivil(date.year, date.month, date.day) - daysFromCivil(date.year, 1, 1) + 1;
}

/** 1 is Monday, 7 is Sunday, as in ISO 8601. */
export function isoDayOfWeek(days: number): number {
  return ((((days + 3) % 7) + 7) % 7) + 1;
}

/** Quotient rounded towards minus infinity, so that times before 1970 fall into the right second or day. */
export function floorDiv(dividend: bigint, divisor: bigint): bigint {
  const quotient = dividend / divisor;
  return dividend % divisor !== 0n && dividend < 0n !== divisor < 0n ? quotient - 1n : quotient;
}

/** What `floorDiv` leaves: has the sign of the divisor. */
export function floorMod(dividend: bigint, divisor: bigint): bigint {
  const remainder = dividend % divisor;
  return remainder !== 0n && remainder < 0n !== divisor < 0n ? remainder + divisor : remainder;
}
