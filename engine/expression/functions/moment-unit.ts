import { err, type Result } from '../../base/result.ts';
import type { Expr, SignatureProblem } from '../expr.ts';

/** Units of `timestampadd` and `timestampdiff`: so many months, or so many microseconds. */
export interface MomentUnit {
  readonly months?: number;
  readonly micros?: bigint;
  /** Whole days: they follow the calendar, where a day may have 23 or 25 hours. */
  readonly isDays?: boolean;
}

const DAY_MICROS = 86_400_000_000n;

const UNITS: ReadonlyMap<string, MomentUnit> = new Map([
  ['MICROSECOND', { micros: 1n }],
  ['MILLISECOND', { micros: 1_000n }],
  ['SECOND', { micros: 1_000_000n }],
  ['MINUTE', { micros: 60_000_000n }],
  ['HOUR', { micros: 3_600_000_000n }],
  ['DAY', { micros: DAY_MICROS, isDays: true }],
  ['DAYOFYEAR', { micros: DAY_MICROS, isDays: true }],
  ['WEEK', { micros: 7n * DAY_MICROS, isDays: true }],
  ['MONTH', { months: 1 }],
  ['QUARTER', { months: 3 }],
  ['YEAR', { months: 12 }],
]);

/** Functions whose first argument may be a bare unit, and what they are called with one. */
const UNIT_CALLS: ReadonlyMap<string, string> = new Map([
  ['timestampadd', 'timestampadd'],
  ['dateadd', 'timestampadd'],
  ['date_add', 'timestampadd'],
  ['timestampdiff', 'timestampdiff'],
  ['datediff', 'timestampdiff'],
  ['date_diff', 'timestampdiff'],
]);

/** The function that a call of three arguments stands for, when its first one is a unit. */
export function unitCall(name: string): string | undefined {
  return UNIT_CALLS.get(name);
}

export function momentUnit(text: string): MomentUnit | undefined {
  return UNITS.get(text.toUpperCase());
}

/** The problem of a first argument that is no unit; null where it is one. */
export function unitProblem([unit]: readonly Expr[]): Result<never, SignatureProblem> | null {
  // A unit has no quotes: a text between quotes is refused as Spark refuses it.
  const isUnit = unit?.kind === 'literal' && unit.type.kind === 'void' && momentUnit(unit.display) !== undefined;
  if (isUnit) return null;
  const shown = unit?.kind === 'literal' ? unit.display : '';
  return err({ code: 'EXP-071', params: { unit: shown }, argument: 0 });
}
