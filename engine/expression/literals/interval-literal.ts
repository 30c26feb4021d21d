import { err, ok, type Result } from '../../base/result.ts';
import { type AtomicType, INTERVAL, YEAR_MONTH_INTERVAL } from '../../types/data-type.ts';
import { parseInterval } from '../../types/interval-text.ts';
import type { Value } from '../../types/value.ts';
import type { ExpressionProblem } from '../expression-problem.ts';

const UNITS = ['day', 'hour', 'minute', 'second'] as const;
type Unit = (typeof UNITS)[number];

const MICROS: Readonly<Record<Unit, bigint>> = {
  day: 86_400_000_000n,
  hour: 3_600_000_000n,
  minute: 60_000_000n,
  second: 1_000_000n,
};

const UNIT_WORD = /^(year|month|week|day|hour|minute|second|millisecond|microsecond)s?$/i;

/** Days and smaller units make one type of interval, months and years another; none mixes the two. */
export interface IntervalLiteral {
  readonly type: AtomicType;
  readonly value: Value;
  readonly display: string;
}

type Problem = Pick<ExpressionProblem, 'code' | 'params'>;

export function isIntervalUnit(word: string): boolean {
  return UNIT_WORD.test(word);
}

/** An interval from amounts with units: `1 hour 30 minutes`. */
export function readInterval(text: string): Result<IntervalLiteral, Problem> {
  const parsed = parseInterval(text);
  if (!parsed.ok) return err({ code: 'EXP-014', params: { text: text.slice(0, 80) } });
  const { micros, months } = parsed.value;
  const words = [...text.toLowerCase().matchAll(/[a-z]+/g)].map(([word]) => word.replace(/s$/, ''));
  const units = words.filter((word) => word !== 'interval');
  const monthUnits = units.filter((unit) => unit === 'year' || unit === 'month');
  if (monthUnits.length > 0 && monthUnits.length < units.length) return err({ code: 'EXP-015', params: {} });
  if (monthUnits.length > 0) return ok(monthsLiteral(months, monthUnits));
  const named = words.flatMap(unitsOfWord);
  const first = UNITS.find((unit) => named.includes(unit)) ?? 'second';
  const last = [...UNITS].reverse().find((unit) => named.includes(unit)) ?? 'second';
  return ok({ type: INTERVAL, value: micros, display: displayInterval(micros, first, last) });
}

/** An interval of the form `'1 02:03:04.5' day to second`. */
export function readIntervalRange(text: string, from: string, to: string): Result<IntervalLiteral, Problem> {
  const first = unitIndex(from);
  const last = unitIndex(to);
  const invalid: Problem = { code: 'EXP-014', params: { text: `${text} ${from} to ${to}` } };
  if (/^years?$/i.test(from) && /^months?$/i.test(to)) {
    const found = /^\s*([+-]?)(\d{1,8})-(\d{1,2})\s*$/.exec(text);
    if (found === null || Number(found[3]) > 11) return err(invalid);
    const size = Number(found[2]) * 12 + Number(found[3]);
    return ok(monthsLiteral(found[1] === '-' ? -size : size, ['year', 'month']));
  }
  if (first < 0 || last <= first) return err(invalid);
  const shape = UNITS.slice(first, last + 1)
    .map((unit) => (unit === 'second' ? String.raw`(\d+(?:\.\d{1,9})?)` : String.raw`(\d+)`))
    .reduce((all, part, at) => `${all}${first === 0 && at === 1 ? ' +' : ':'}${part}`);
  const match = new RegExp(`^\\s*([+-]?)${shape}\\s*$`).exec(text);
  if (match === null) return err(invalid);
  let micros = 0n;
  for (const [at, unit] of UNITS.slice(first, last + 1).entries()) {
    const [whole = '0', fraction = ''] = (match[at + 2] ?? '0').split('.');
    micros += BigInt(whole) * MICROS[unit] + BigInt(fraction.padEnd(6, '0').slice(0, 6));
  }
  const signed = match[1] === '-' ? -micros : micros;
  const display = displayInterval(signed, UNITS[first] ?? 'day', UNITS[last] ?? 'second');
  return ok({ type: INTERVAL, value: signed, display });
}

function monthsLiteral(months: number, units: readonly string[]): IntervalLiteral {
  const sign = months < 0 ? '-' : '';
  const size = Math.abs(months);
  const value = months + 0;
  const years = Math.floor(size / 12);
  const display = !units.includes('year')
    ? `INTERVAL '${sign}${size}' MONTH`
    : units.includes('month')
      ? `INTERVAL '${sign}${years}-${size % 12}' YEAR TO MONTH`
      : `INTERVAL '${sign}${years}' YEAR`;
  return { type: YEAR_MONTH_INTERVAL, value, display };
}

function unitIndex(word: string): number {
  return (UNITS as readonly string[]).indexOf(word.toLowerCase().replace(/s$/, ''));
}

function unitsOfWord(unit: string): Unit[] {
  if (unit === 'week') return ['day'];
  if (unit === 'millisecond' || unit === 'microsecond') return ['second'];
  return UNITS.filter((known) => known === unit);
}

/** As Spark prints a day-time interval in a column name: `INTERVAL '01:30' HOUR TO MINUTE`. */
function displayInterval(micros: bigint, from: Unit, to: Unit): string {
  let rest = micros < 0n ? -micros : micros;
  let text = '';
  for (const unit of UNITS.slice(UNITS.indexOf(from), UNITS.indexOf(to) + 1)) {
    const amount = rest / MICROS[unit];
    rest %= MICROS[unit];
    const fraction = unit === 'second' && rest > 0n ? `.${String(rest).padStart(6, '0').replace(/0+$/, '')}` : '';
    const shown = unit === 'day' ? String(amount) : String(amount).padStart(2, '0') + fraction;
    text += text === '' ? shown : `${from === 'day' && unit === 'hour' ? ' ' : ':'}${shown}`;
  }
  const range = from === to ? from : `${from} TO ${to}`;
  return `INTERVAL '${micros < 0n ? '-' : ''}${text}' ${range.toUpperCase()}`;
}
