import { err, ok, type Result } from '../base/result.ts';
import { excerpt } from './excerpt.ts';
import { BIGINT_MAX, BIGINT_MIN } from './integer-range.ts';
import type { TextFailure } from './text-failure.ts';

/**
 * A span of time. Months have no fixed length, so they are kept apart; all that has one is in `micros` (a day is 24 h).
 */
export interface Interval {
  /** Years and months, in months; within 32 bits. */
  readonly months: number;
  /** Weeks and smaller, in microseconds; within 64 bits. */
  readonly micros: bigint;
}

const MONTHS_PER_UNIT: Readonly<Record<string, number>> = { year: 12, month: 1 };

const MICROS_PER_UNIT: Readonly<Record<string, bigint>> = {
  week: 604_800_000_000n,
  day: 86_400_000_000n,
  hour: 3_600_000_000n,
  minute: 60_000_000n,
  second: 1_000_000n,
  millisecond: 1_000n,
  microsecond: 1n,
};

/** Longer texts are refused unread. */
const LENGTH_MAX = 1_000;
const MONTHS_MAX = 2_147_483_647;

/**
 * Reads Spark's interval text: an optional `interval`, then `<n> <unit>` once or more. Units are year, month, week, day,
 * hour, minute, second, millisecond and microsecond, singular or plural, in any letter case, never shortened. Numbers
 * may be signed; only seconds may have a fraction, of nine digits at most and cut after the sixth.
 *
 * Fails with PLN-902; `found` is the part that is not understood.
 */
export function parseInterval(text: string): Result<Interval, TextFailure> {
  const rest = text.trim().toLowerCase();
  const start = /^interval\s+/.exec(rest)?.[0].length ?? 0;
  const part = /([+-]?)\s*(\d*)(?:\.(\d*))?\s+([a-z]+)(?:\s+|$)/y;
  part.lastIndex = start;
  let months = 0;
  let micros = 0n;
  let at = start;
  if (at >= rest.length || rest.length > LENGTH_MAX) return notUnderstood(text, rest);
  while (at < rest.length) {
    const found = part.exec(rest);
    const amount = found === null ? null : amountOf(found);
    if (amount === null) return notUnderstood(text, rest.slice(at));
    months += amount.months;
    micros += amount.micros;
    if (Math.abs(months) > MONTHS_MAX || micros < BIGINT_MIN || micros > BIGINT_MAX) {
      return notUnderstood(text, rest.slice(at));
    }
    at = part.lastIndex;
  }
  return ok({ months, micros });
}

function amountOf(found: RegExpExecArray): Interval | null {
  const [, sign, whole = '', fraction, word = ''] = found;
  const unit = word.endsWith('s') ? word.slice(0, -1) : word;
  // More digits than 64 bits hold are out of range in every unit, and must not cost time.
  if (whole.length > 19 || (whole === '' && !fraction)) return null;
  if (fraction !== undefined && (unit !== 'second' || fraction.length > 9)) return null;
  const factor = sign === '-' ? -1 : 1;
  const monthsPerUnit = Object.hasOwn(MONTHS_PER_UNIT, unit) ? MONTHS_PER_UNIT[unit] : undefined;
  if (monthsPerUnit !== undefined) return { months: factor * Number(whole) * monthsPerUnit, micros: 0n };
  const microsPerUnit = Object.hasOwn(MICROS_PER_UNIT, unit) ? MICROS_PER_UNIT[unit] : undefined;
  if (microsPerUnit === undefined) return null;
  const fractionMicros = BigInt((fraction ?? '').slice(0, 6).padEnd(6, '0'));
  return { months: 0, micros: BigInt(factor) * (BigInt(whole) * microsPerUnit + fractionMicros) };
}

function notUnderstood(text: string, found: string): Result<Interval, TextFailure> {
  return err({ code: 'PLN-902', params: { text: excerpt(text), found: excerpt(found) } });
}

function printSeconds(micros: bigint): string {
  const size = micros < 0n ? -micros : micros;
  const fraction = (size % 1_000_000n).toString().padStart(6, '0').replace(/0+$/, '');
  return `${micros < 0n ? '-' : ''}${size / 1_000_000n}${fraction === '' ? '' : `.${fraction}`}`;
}

/** A span of micros as Spark casts its day-time intervals to text: `INTERVAL '1 02:03:04.5' DAY TO SECOND`. */
export function printDayTimeInterval(micros: bigint): string {
  const size = micros < 0n ? -micros : micros;
  const two = (value: bigint) => value.toString().padStart(2, '0');
  const clock = [(size / 3_600_000_000n) % 24n, (size / 60_000_000n) % 60n].map(two).join(':');
  const seconds = printSeconds(size % 60_000_000n).replace(/^\d(?!\d)/, '0$&');
  return `INTERVAL '${micros < 0n ? '-' : ''}${size / 86_400_000_000n} ${clock}:${seconds}' DAY TO SECOND`;
}
