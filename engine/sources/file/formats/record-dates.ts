import { createDateTimeReader, type DateTimeReader } from '../../../types/date-time-reader.ts';
import type { FileFormat } from '../file-source-settings.ts';
import type { ReaderOptions } from '../reader-options.ts';

/** Micros since 1970 of this moment; only a text that is a time without a date asks for it. */
export type Now = () => bigint;

/**
 * The reader of dates and timestamps in records of one format (semantics 2.3, 2.5).
 *
 * @param timeZone the session's; the reader option goes before it
 */
export function recordDates(
  format: FileFormat,
  options: ReaderOptions,
  timeZone: string,
  now: Now | undefined,
): DateTimeReader {
  // Without the lenient grammar Spark holds dates of CSV to the pattern that it writes them by.
  const isStrict = format === 'csv' && options.enableDateTimeParsingFallback === false;
  return createDateTimeReader({
    ...options,
    dateFormat: options.dateFormat ?? (isStrict ? 'yyyy-MM-dd' : null),
    timeZone: options.timeZone ?? timeZone,
    now,
  });
}
