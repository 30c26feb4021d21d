import { floorDiv, MICROS_PER_DAY } from './civil-date.ts';
import { compileDateTimePattern } from './datetime-pattern.ts';
import { inIntegerRange } from './integer-range.ts';
import { parseDate, parseTimestamp } from './timestamp-text.ts';
import { asciiDigits } from './unicode-digits.ts';

/** Reads dates and timestamps from text by the reader options (semantics 2.3). */
export interface DateTimeReader {
  /** Micros since 1970, or null for a text that is none. */
  timestamp(text: string): bigint | null;
  /** Days since 1970, or null for a text that is none. */
  date(text: string): number | null;
  /**
   * Days since 1970 from a text that is a whole number, the way old releases wrote dates to JSON; null where the options
   * ask for a pattern and nothing else, or for a text that is none.
   */
  dayCount(text: string): number | null;
}

/** The first day of the Gregorian calendar, 1582-10-15: day counts before it are of another calendar and are not read. */
const GREGORIAN_START_DAYS = -141_427;

export interface DateTimeOptions {
  /** A pattern makes reading strict; without one the lenient grammar of casts holds. */
  readonly timestampFormat: string | null;
  readonly dateFormat: string | null;
  /**
   * After a pattern has failed, the lenient grammar is tried; without a pattern, false rules out day counts. Null is Spark's default:
   * false with a pattern, else true.
   */
  readonly enableDateTimeParsingFallback: boolean | null;
  readonly timeZone: string;
  /** Micros since 1970 of this moment, for a text that is a time of day: it means today. Without it no text is. */
  readonly now: (() => bigint) | undefined;
}

/** Patterns and the zone must have been checked (`checkReaderOptions`). */
export function createDateTimeReader(options: DateTimeOptions): DateTimeReader {
  const lenientTimestamp = (text: string) => parseTimestamp(text, options.timeZone, options.now);
  const byTimestampFormat = patternReader(options.timestampFormat, options.timeZone);
  const byDateFormat = patternReader(options.dateFormat, 'UTC');
  const fallback = options.enableDateTimeParsingFallback === true;
  return {
    timestamp:
      byTimestampFormat === null
        ? lenientTimestamp
        : (text) => byTimestampFormat(text) ?? (fallback ? lenientTimestamp(text) : null),
    date:
      byDateFormat === null
        ? parseDate
        : (text) => {
            const midnight = byDateFormat(text);
            if (midnight !== null) return Number(floorDiv(midnight, MICROS_PER_DAY));
            return fallback ? parseDate(text) : null;
          },
    dayCount: (text) => ((options.enableDateTimeParsingFallback ?? byDateFormat === null) ? dayCount(text) : null),
  };
}

function dayCount(text: string): number | null {
  const digits = asciiDigits(text);
  if (!/^[+-]?\d{1,10}$/.test(digits)) return null;
  const days = Number(digits) + 0;
  return days >= GREGORIAN_START_DAYS && inIntegerRange(days, 'int') ? days : null;
}

function patternReader(pattern: string | null, zone: string): ((text: string) => bigint | null) | null {
  if (pattern === null) return null;
  const compiled = compileDateTimePattern(pattern, 'parse');
  if (!compiled.ok) return null;
  return (text) => compiled.value.parse(text, zone);
}
