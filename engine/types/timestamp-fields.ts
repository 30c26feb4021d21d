import { isTrimmed } from './ascii-trim.ts';
import type { CivilDate } from './civil-date.ts';

/** What a timestamp text says, field by field; ranges are not checked. */
export interface TimestampFields {
  /** Null for a time of day without a date. */
  readonly date: CivilDate | null;
  readonly hour: number;
  readonly minute: number;
  readonly second: number;
  readonly micro: number;
  /** The text of the zone, trimmed; null where there is none. */
  readonly zone: string | null;
}

const YEAR = 0;
const MONTH = 1;
const DAY = 2;
const HOUR = 3;
const SECOND = 5;
const FRACTION = 6;
const ZONE = 7;

const MINUS = 0x2d;
const PLUS = 0x2b;
const COLON = 0x3a;
const DOT = 0x2e;
const SPACE = 0x20;
const LETTER_T = 0x54;
const DIGIT_0 = 0x30;

/**
 * One pass over the text with the lenient grammar of Spark's cast (see `parseTimestamp`); null where it does not fit. The
 * sign, spaces and the place of `T` are as strict as Spark's: `T12:30` is a time only at the very start of the text.
 */
export function readTimestampFields(text: string): TimestampFields | null {
  let at = 0;
  let end = text.length;
  while (at < end && isTrimmed(text.charCodeAt(at))) at += 1;
  while (end > at && isTrimmed(text.charCodeAt(end - 1))) end -= 1;
  if (at === end) return null;

  const fields = [1, 1, 1, 0, 0, 0, 0];
  let field = YEAR;
  let value = 0;
  let digits = 0;
  let timeOnly = false;
  let zone: string | null = null;
  const first = text.charCodeAt(at);
  const signed = first === MINUS || first === PLUS;
  if (signed) at += 1;

  for (; at < end; at++) {
    const unit = text.charCodeAt(at);
    const digit = unit - DIGIT_0;
    if (digit >= 0 && digit <= 9) {
      if (field !== FRACTION || digits < 6) value = value * 10 + digit;
      digits += 1;
      // No field is that long, and numbers must stay exact; digits of a fraction beyond the sixth only count.
      if (field !== FRACTION && digits > 6) return null;
      continue;
    }
    if (at === 0 && unit === LETTER_T) {
      timeOnly = true;
      field = HOUR;
      continue;
    }
    if (field === YEAR && unit === COLON && !signed) {
      timeOnly = true;
      if (!fits(HOUR, digits)) return null;
      fields[HOUR] = value;
      field = HOUR + 1;
      value = 0;
      digits = 0;
      continue;
    }
    if (!fits(field, digits) || !endsField(field, unit)) return null;
    fields[field] = field === FRACTION ? value * 10 ** (6 - Math.min(digits, 6)) : value;
    if (field >= SECOND && !(field === SECOND && unit === DOT)) {
      zone = text.slice(at, end).trim();
      field = ZONE;
      break;
    }
    field += 1;
    value = 0;
    digits = 0;
  }
  if (field !== ZONE) {
    if (!fits(field, digits)) return null;
    fields[field] = field === FRACTION ? value * 10 ** (6 - Math.min(digits, 6)) : value;
  }
  const [year = 1, month = 1, day = 1, hour = 0, minute = 0, second = 0, micro = 0] = fields;
  return {
    date: timeOnly ? null : { year: first === MINUS ? -year : year, month, day },
    hour,
    minute,
    second,
    micro,
    zone,
  };
}

function fits(field: number, digits: number): boolean {
  if (field === FRACTION) return true;
  return field === YEAR ? digits >= 4 && digits <= 6 : digits >= 1 && digits <= 2;
}

function endsField(field: number, unit: number): boolean {
  if (field === YEAR || field === MONTH) return unit === MINUS;
  if (field === DAY) return unit === SPACE || unit === LETTER_T;
  // Whatever follows the seconds or their fraction is a zone.
  return field >= SECOND || unit === COLON;
}
