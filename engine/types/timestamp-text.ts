import { trimAscii } from './ascii-trim.ts';
import {
  type CivilDate,
  civilFromDays,
  civilFromMicros,
  daysFromCivil,
  daysOfMicros,
  isCivilDate,
  microsFromCivil,
} from './civil-date.ts';
import { BIGINT_MAX, BIGINT_MIN } from './integer-range.ts';
import { isTimeZone, localToEpochMicros, zoneOffsetMicros } from './time-zone.ts';
import { readTimestampFields } from './timestamp-fields.ts';

/**
 * Timestamps and dates as text: Spark's lenient reading (semantics 2.3) and its way of printing them. Instants are in
 * microseconds since 1970-01-01T00:00:00Z, dates in days since 1970-01-01.
 */

/**
 * The instant that the text names, by the grammar with which Spark casts strings, or null where it names none:
 * `[+-]y{4,6}[-M{1,2}[-d{1,2}[( |T)H{1,2}[:m{1,2}[:s{1,2}[.f*][zone]]]]]]`, with space around it. Without a zone of its own the
 * text is on the clock of `zone`. A time alone (`12:30`, `T12:30:00`) means today; what today is comes from `now`, in
 * microseconds, and without `now` such a text is null.
 */
export function parseTimestamp(text: string, zone: string, now?: () => bigint): bigint | null {
  const fields = readTimestampFields(text);
  if (fields === null) return null;
  let place = zone;
  if (fields.zone !== null) {
    if (!isTimeZone(fields.zone)) return null;
    place = fields.zone;
  }
  if (fields.hour > 23 || fields.minute > 59 || fields.second > 59) return null;
  const date = fields.date ?? today(place, now);
  if (date === null || !isCivilDate(date.year, date.month, date.day)) return null;
  const { year, month, day } = date;
  const { hour, minute, second, micro } = fields;
  const micros = localToEpochMicros(microsFromCivil({ year, month, day, hour, minute, second, micro }), place);
  return micros < BIGINT_MIN || micros > BIGINT_MAX ? null : micros;
}

function today(zone: string, now: (() => bigint) | undefined): CivilDate | null {
  if (now === undefined) return null;
  return civilFromDays(daysAt(now(), zone));
}

/** The date that the clock of `zone` shows at the instant. */
export function daysAt(epochMicros: bigint, zone: string): number {
  return daysOfMicros(epochMicros + zoneOffsetMicros(epochMicros, zone));
}

/**
 * The date that the text names, as Spark casts strings, or null: `[+-]y{4,7}[-M{1,2}[-d{1,2}]]`, with space around it. After
 * a full date, a space or `T` and anything behind it are passed over.
 */
export function parseDate(text: string): number | null {
  const found = /^([+-]?)(\d{4,7})(?:-(\d{1,2})(?:-(\d{1,2})(?:[ T].*)?)?)?$/s.exec(trimAscii(text));
  if (found === null) return null;
  const [, sign, yearDigits, month = '1', day = '1'] = found;
  const year = sign === '-' ? -Number(yearDigits) : Number(yearDigits);
  if (!isCivilDate(year, Number(month), Number(day))) return null;
  return daysFromCivil(year, Number(month), Number(day));
}

/** As Spark casts a timestamp to string: `2016-07-26 02:00:00.5` on the clock of `zone`, zeros at the end cut. */
export function formatTimestamp(micros: bigint, zone: string): string {
  return formatCivil(micros + zoneOffsetMicros(micros, zone), ' ');
}

/** As values are written in JSON (docs/command-line.md): `2016-07-26T02:00:00Z`, a fraction only when it is not zero. */
export function isoTimestamp(micros: bigint): string {
  return `${formatCivil(micros, 'T')}Z`;
}

/** `2016-07-26`; years beyond 9999 have a plus sign, years before 0 a minus sign. */
export function formatDate(days: number): string {
  return formatCivilDate(civilFromDays(days));
}

function formatCivil(localMicros: bigint, separator: string): string {
  const civil = civilFromMicros(localMicros);
  const time = `${two(civil.hour)}:${two(civil.minute)}:${two(civil.second)}`;
  const fraction = civil.micro === 0 ? '' : `.${String(civil.micro).padStart(6, '0').replace(/0+$/, '')}`;
  return `${formatCivilDate(civil)}${separator}${time}${fraction}`;
}

function formatCivilDate({ year, month, day }: CivilDate): string {
  const sign = year < 0 ? '-' : year > 9999 ? '+' : '';
  return `${sign}${String(Math.abs(year)).padStart(4, '0')}-${two(month)}-${two(day)}`;
}

function two(value: number): string {
  return value < 10 ? `0${value}` : String(value);
}
