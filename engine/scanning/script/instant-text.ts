import { daysFromCivil, isCivilDate } from '../../types/civil-date.ts';
import type { DateTimeReader } from '../../types/date-time-reader.ts';
import { asciiText } from './number-text.ts';

const MICROS_PER_DAY = 86_400_000_000;
/** `2016-07-26T02:05:00Z`, the shortest text that is read here. */
const SECONDS_TEXT_BYTES = 20;
const NOT_HERE = Number.NaN;

/**
 * A reader of timestamps in texts of ASCII: microseconds since 1970, NaN for a text that is none or has no exact number. The usual
 * form in UTC is read from the bytes; everything else by `dates`.
 *
 * @param isLenient no pattern was asked for, so the usual form means what it says
 */
export function instantReader(
  dates: DateTimeReader,
  isLenient: boolean,
): (bytes: Uint8Array, from: number, to: number) => number {
  return (bytes, from, to) => {
    if (isLenient) {
      const micros = utcMicros(bytes, from, to);
      if (!Number.isNaN(micros)) return micros;
    }
    const found = dates.timestamp(asciiText(bytes, from, to));
    if (found === null) return NOT_HERE;
    const narrowed = Number(found);
    return Number.isSafeInteger(narrowed) ? narrowed : NOT_HERE;
  };
}

/** `yyyy-MM-ddTHH:mm:ss`, at most six digits of a fraction, `Z`; NaN for anything else. */
function utcMicros(bytes: Uint8Array, from: number, to: number): number {
  const length = to - from;
  if (length < SECONDS_TEXT_BYTES || length > SECONDS_TEXT_BYTES + 7 || bytes[to - 1] !== 0x5a) return NOT_HERE;
  if (bytes[from + 4] !== 0x2d || bytes[from + 7] !== 0x2d || bytes[from + 10] !== 0x54) return NOT_HERE;
  if (bytes[from + 13] !== 0x3a || bytes[from + 16] !== 0x3a) return NOT_HERE;
  const year = digits(bytes, from, 4);
  const month = digits(bytes, from + 5, 2);
  const day = digits(bytes, from + 8, 2);
  const hour = digits(bytes, from + 11, 2);
  const minute = digits(bytes, from + 14, 2);
  const second = digits(bytes, from + 17, 2);
  if (!(year >= 1000 && isCivilDate(year, month, day) && hour < 24 && minute < 60 && second < 60)) return NOT_HERE;
  let micros = 0;
  if (length > SECONDS_TEXT_BYTES) {
    const places = length - SECONDS_TEXT_BYTES - 1;
    if (bytes[from + 19] !== 0x2e || places === 0) return NOT_HERE;
    micros = digits(bytes, from + 20, places) * 10 ** (6 - places);
  }
  const seconds = hour * 3600 + minute * 60 + second;
  const total = daysFromCivil(year, month, day) * MICROS_PER_DAY + seconds * 1_000_000 + micros;
  return Number.isSafeInteger(total) ? total : NOT_HERE;
}

/** NaN where one of the bytes is no digit. */
function digits(bytes: Uint8Array, from: number, count: number): number {
  let value = 0;
  for (let at = from; at < from + count; at++) {
    const digit = (bytes[at] as number) - 0x30;
    if (digit < 0 || digit > 9) return NOT_HERE;
    value = value * 10 + digit;
  }
  return value;
}
