import { err, ok, type Result } from '../../base/result.ts';
import { parseInterval } from '../../types/interval-text.ts';
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

export interface IntervalLiteral {
  readonly micros: bigint;
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
  if (parsed.value.months !== 0) return err({ code: 'EXP-015', params: {} });
  const { micros } = parsed.value;
  const named = [...text.toLowerCase().matchAll(/[a-z]+/g)].flatMap(([word]) => unitsOfWord(word));
  const first = UNITS.find((unit) => named.includes(unit)) ?? 'second';
  const last = [...UNITS].reverse().find((unit) => named.includes(unit)) ?? 'second';
  return ok({ micros, display: displayInterval(micros, first, last) });
}

/** An interval of the form `'1 02:03:04.5' day to second`. */
export function readIntervalRange(text: string, from: string, to: string): Result<IntervalLiteral, Problem> {
  const first = unitIndex(from);
  const last = unitIndex(to);
  if (/^(year|month)/i.test(from)) return err({ code: 'EXP-015', params: {} });
  const invalid: Problem = { code: 'EXP-014', params: { text: `${text} ${from} to ${to}` } };
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
  return ok({ micros: signed, display: displayInterval(signed, UNITS[first] ?? 'day', UNITS[last] ?? 'second') });
}

function unitIndex(word: string): number {
  return (UNITS as readonly string[]).indexOf(word.toLowerCase().replace(/s$/, ''));
}

function unitsOfWord(word: string): Unit[] {
  const unit = word.replace(/s$/, '');
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
