import type { Environment } from '../../expression/expr.ts';
import { addMonthsToMicros } from '../../expression/functions/month-arithmetic.ts';
import { addInterval, checkedMicros } from '../../expression/functions/time-arithmetic.ts';
import { interpret } from '../../expression/interpret.ts';
import type { SessionWindow } from '../../plan/operators/session-window.ts';
import { parseInterval } from '../../types/interval-text.ts';
import type { Row, Value } from '../../types/value.ts';

/** Ends a session that begins at `start`, in microseconds, for the row that begins it; null where the row begins none. */
export type SessionEnd = (start: bigint, row: Row) => bigint | null;

/**
 * The end of each row's own session: its start and the gap. A gap's months and days are those of the session's time zone, so
 * that a day may have 23 hours. A gap that is null, no interval, zero or negative leaves the row without a session
 * (semantics 4.3).
 */
export function sessionEnds(gap: SessionWindow['gap'], environment: Environment): SessionEnd {
  const endOf = 'micros' in gap ? fixedEnd(gap.micros) : endByRow(gap, environment);
  return (start, row) => {
    const end = endOf(start, row);
    return end !== null && end > start ? end : null;
  };
}

function fixedEnd(micros: bigint): SessionEnd {
  return (start) => checkedMicros(start + micros, 'session_window');
}

function endByRow(gap: { readonly expr: Parameters<typeof interpret>[0] }, environment: Environment): SessionEnd {
  const gapOf = interpret(gap.expr, environment);
  const shiftOf = remembering(shiftBy);
  return (start, row) => {
    const value: Value = gapOf(row);
    if (value === null) return null;
    if (typeof value === 'bigint') return addInterval(start, value, environment.timeZone);
    return shiftOf(value as string)?.(start, environment.timeZone) ?? null;
  };
}

type Shift = (start: bigint, zone: string) => bigint;

/** Moves a time by an interval in words; null for a text that is none. */
function shiftBy(text: string): Shift | null {
  const parsed = parseInterval(text);
  if (!parsed.ok) return null;
  const { months, micros } = parsed.value;
  const dayMicros = daysIn(text) * 86_400_000_000n;
  return (start, zone) => {
    const afterMonths = months === 0 ? start : addMonthsToMicros(start, months, zone);
    const afterDays = dayMicros === 0n ? afterMonths : addInterval(afterMonths, dayMicros, zone);
    return checkedMicros(afterDays + micros - dayMicros, 'session_window');
  };
}

/** Days and weeks, in days, that an interval in words names: they are days of the calendar, not 24 hours each. */
function daysIn(text: string): bigint {
  let days = 0n;
  for (const [, sign, count, unit] of text.toLowerCase().matchAll(/([+-]?)\s*(\d+)\s+(day|week)s?(?:\s|$)/g)) {
    const whole = BigInt(count ?? '0') * (unit === 'week' ? 7n : 1n);
    days += sign === '-' ? -whole : whole;
  }
  return days;
}

/** Texts whose intervals are kept at hand; pipelines use a few. */
const rememberedMax = 256;

function remembering(compute: (text: string) => Shift | null): (text: string) => Shift | null {
  const known = new Map<string, Shift | null>();
  return (text) => {
    const found = known.get(text);
    if (found !== undefined) return found;
    const computed = compute(text);
    if (known.size < rememberedMax) known.set(text, computed);
    return computed;
  };
}
