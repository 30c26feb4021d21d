import { ok, type Result } from '../base/result.ts';
import { readPattern } from './pattern-elements.ts';
import { makeFormatter } from './pattern-format.ts';
import { makeParser } from './pattern-parse.ts';
import type { TextFailure } from './text-failure.ts';

/** A date pattern, ready for use. Instants are in microseconds; zones must be time zones (`isTimeZone`). */
export interface DateTimePattern {
  /** The instant as the pattern writes it on the clock of `zone`. */
  format(micros: bigint, zone: string): string;
  /**
   * The instant of a text that follows the pattern exactly, or null. Without a zone in the text it is on the clock of
   * `zone`. A pattern with letters that cannot be read (see `compileDateTimePattern`) reads nothing.
   */
  parse(text: string, zone: string): bigint | null;
}

/**
 * Compiles a pattern of Spark's `date_format`, `to_timestamp` and reader options: the letters of Java's DateTimeFormatter
 * that Spark 3 and later take, with English names. With `use` = `parse`, the letters E, F, q and Q, which do not say
 * anything that could be read back, are refused as Spark refuses them.
 *
 * Fails with PLN-903, PLN-904 or PLN-905: see `readPattern`.
 */
export function compileDateTimePattern(
  pattern: string,
  use: 'format' | 'parse' = 'format',
): Result<DateTimePattern, TextFailure> {
  const elements = readPattern(pattern, use);
  if (!elements.ok) return elements;
  return ok({ format: makeFormatter(elements.value), parse: makeParser(elements.value) });
}
