import { EngineError } from '../../base/errors/engine-error.ts';
import { err, ok } from '../../base/result.ts';
import { MICROS_PER_DAY } from '../../types/civil-date.ts';
import {
  DATE,
  type DataType,
  INT,
  INTERVAL,
  isIntegral,
  TIMESTAMP,
  YEAR_MONTH_INTERVAL,
} from '../../types/data-type.ts';
import { inIntegerRange } from '../../types/integer-range.ts';
import type { Value } from '../../types/value.ts';
import type { CallExpr, Environment, Expr, ScalarFunction } from '../expr.ts';
import {
  computeNumbers,
  differentSides,
  type NumberOperation,
  numberOperator,
  outOfRange,
  signNumbers,
} from './arithmetic.ts';
import { addMonthsToDays, addMonthsToMicros } from './month-arithmetic.ts';
import { type Compute, compileStrict, emitInline } from './strict.ts';
import { addInterval, checkedInterval, checkedMicros, wrappedDays } from './time-arithmetic.ts';

/**
 * `+` and `-`: on numbers, and on moments and intervals:
 * timestamp ± interval, date ± interval, date ± days, interval ± interval, and with minus the distance between two moments. Intervals
 * of months go with dates, timestamps and one another.
 */
export function plusMinus(operation: NumberOperation, sign: 1 | -1): ScalarFunction {
  const numbers = numberOperator(operation);
  return {
    name: operation.symbol,
    minArgs: 2,
    maxArgs: 2,
    sign: ([left, right]) => {
      if (left === undefined || right === undefined) return err({ code: 'EXP-025', params: {} });
      const args = momentTypes(left, right, sign);
      if (args !== null) return ok({ args, type: momentResult(args, left, right) });
      if (isMomentLike(left.type) || isMomentLike(right.type))
        return err(differentSides(operation.symbol, left, right));
      return signNumbers(operation, left, right);
    },
    compile: (call, args, environment) =>
      compileStrict(computeMoment(call, environment, sign) ?? computeNumbers(operation, call), args),
    cannotEmit: (call) => {
      if (!isMomentCall(call)) return numbers.cannotEmit?.(call) ?? null;
      return isClockOnly(call) ? null : 'days depend on the time zone';
    },
    emit: (call, context, emitArgument) =>
      isMomentCall(call)
        ? emitInline(call, context, emitArgument, (a, b) => `${a} ${operation.symbol} ${b}`, outOfRange(INTERVAL))
        : (numbers.emit as NonNullable<ScalarFunction['emit']>)(call, context, emitArgument),
    display: ([a = '', b = ''], _, call) => displayMoment(call, a, b, sign) ?? `(${a} ${operation.symbol} ${b})`,
  };
}

const MONTHS = YEAR_MONTH_INTERVAL.kind;

/** Spark turns a moment plus something into another function, and names the column after that one. */
function displayMoment(call: CallExpr, a: string, b: string, sign: 1 | -1): string | null {
  const [left, right] = call.args.map(({ type }) => type.kind);
  const symbol = sign === 1 ? '+' : '-';
  if (right === MONTHS && left !== MONTHS) return `${a} ${symbol} ${b}`;
  if (left === MONTHS && right !== MONTHS) return `${b} ${symbol} ${a}`;
  if (left === 'timestamp' && right === 'interval') return `${a} ${symbol} ${b}`;
  if (left === 'interval' && right === 'timestamp') return `${b} ${symbol} ${a}`;
  if (left === 'date' && right === 'int') return `date_${sign === 1 ? 'add' : 'sub'}(${a}, ${b})`;
  if (left === 'int' && right === 'date') return `date_add(${b}, ${a})`;
  if (left === 'date' && right === 'interval' && sign === 1) return `date_add(${a}, extractansiintervaldays(${b}))`;
  if (left === 'date' && right === 'interval') return `date_add(${a}, (- extractansiintervaldays(${b})))`;
  if (left === 'interval' && right === 'date') return `date_add(${b}, extractansiintervaldays(${a}))`;
  return null;
}

function isMomentLike({ kind }: DataType): boolean {
  return kind === 'date' || kind === 'timestamp' || kind === 'interval' || kind === MONTHS;
}

/** The types that the sides of a moment's arithmetic are cast to; null for any other pair. */
function momentTypes(left: Expr, right: Expr, sign: 1 | -1): readonly [DataType, DataType] | null {
  if (left.type.kind === 'void' || right.type.kind === 'void') return typesBesideNull(left.type, right.type, sign);
  const pair = `${left.type.kind} ${right.type.kind}`;
  switch (pair) {
    case 'timestamp interval':
    case 'interval interval':
      return [left.type, INTERVAL];
    case 'date interval':
      return [isWholeDays(right) ? DATE : TIMESTAMP, INTERVAL];
    case `timestamp ${MONTHS}`:
    case `date ${MONTHS}`:
    case `${MONTHS} ${MONTHS}`:
      return [left.type, YEAR_MONTH_INTERVAL];
    case `${MONTHS} timestamp`:
    case `${MONTHS} date`:
      return sign === 1 ? [YEAR_MONTH_INTERVAL, right.type] : null;
    case 'interval timestamp':
      return sign === 1 ? [INTERVAL, TIMESTAMP] : null;
    case 'interval date':
      return sign === 1 ? [INTERVAL, isWholeDays(left) ? DATE : TIMESTAMP] : null;
    case 'timestamp timestamp':
    case 'timestamp date':
    case 'date timestamp':
    case 'timestamp string':
    case 'string timestamp':
      return sign === -1 ? [TIMESTAMP, TIMESTAMP] : null;
    case 'date date':
    case 'date string':
    case 'string date':
      return sign === -1 ? [DATE, DATE] : null;
  }
  if (left.type.kind === 'date' && isIntegral(right.type) && right.type.kind !== 'bigint') return [DATE, INT];
  if (sign === 1 && right.type.kind === 'date' && isIntegral(left.type) && left.type.kind !== 'bigint')
    return [INT, DATE];
  return null;
}

/** What NULL counts as beside a moment or an interval: with minus the same, with plus an interval. */
function typesBesideNull(left: DataType, right: DataType, sign: 1 | -1): readonly [DataType, DataType] | null {
  const known = left.kind === 'void' ? right : left;
  if (!isMomentLike(known)) return null;
  const isMoment = known.kind === 'date' || known.kind === 'timestamp';
  if (!isMoment || sign === -1) return [known, known];
  return left.kind === 'void' ? [INTERVAL, TIMESTAMP] : [TIMESTAMP, INTERVAL];
}

function momentResult([left, right]: readonly [DataType, DataType], a: Expr, b: Expr): DataType {
  if (left.kind === 'interval' || left.kind === MONTHS) return right;
  if (right.kind === 'interval' || right.kind === MONTHS || right.kind === 'int') return left;
  if (left.kind === 'int') return right;
  return isMomentLike(a.type) || isMomentLike(b.type) ? INTERVAL : left;
}

/** An interval that was written in days alone leaves a date a date. */
function isWholeDays(expr: Expr): boolean {
  return expr.kind === 'literal' && /DAY$/.test(expr.display) && !/ TO /.test(expr.display);
}

function isMomentCall(call: CallExpr): boolean {
  return isMomentLike(call.type);
}

/** True when no calendar is needed: intervals among themselves, distances, and a literal of less than a day. */
function isClockOnly(call: CallExpr): boolean {
  const kinds = call.args.map(({ type }) => type.kind);
  if (kinds.includes(MONTHS)) return false;
  if (kinds.every((kind) => kind === 'interval') || kinds.every((kind) => kind === 'timestamp')) return true;
  const interval = call.args.find(({ type }) => type.kind === 'interval');
  if (!kinds.includes('timestamp') || interval?.kind !== 'literal' || typeof interval.value !== 'bigint') return false;
  return interval.value < MICROS_PER_DAY && interval.value > -MICROS_PER_DAY;
}

function computeMoment(call: CallExpr, environment: Environment, sign: 1 | -1): Compute | null {
  if (!isMomentCall(call)) return null;
  const [left, right] = call.args.map(({ type }) => type.kind);
  const factor = BigInt(sign);
  const big = (value: Value | undefined): bigint => value as bigint;
  if (left === MONTHS || right === MONTHS) return computeMonths(left, right, environment, sign);
  if (left === 'interval' && right === 'interval')
    return (a, b) => checkedInterval(big(a) + factor * big(b), 'interval arithmetic');
  if (left === 'timestamp' && right === 'timestamp')
    return (a, b) => checkedMicros(big(a) - big(b), 'timestamp - timestamp');
  if (left === 'timestamp') return (a, b) => addInterval(big(a), factor * big(b), environment.timeZone);
  if (right === 'timestamp') return (a, b) => addInterval(big(b), big(a), environment.timeZone);
  if (left === 'date' && right === 'date') return (a, b) => BigInt((a as number) - (b as number)) * MICROS_PER_DAY;
  if (left === 'date' && right === 'interval') {
    return (a, b) => wrappedDays((a as number) + sign * Number(big(b) / MICROS_PER_DAY));
  }
  if (left === 'interval') return (a, b) => wrappedDays((b as number) + Number(big(a) / MICROS_PER_DAY));
  if (left === 'date') return (a, b) => wrappedDays((a as number) + sign * (b as number));
  return (a, b) => wrappedDays((a as number) + (b as number));
}

function computeMonths(
  left: string | undefined,
  right: string | undefined,
  { timeZone }: Environment,
  sign: 1 | -1,
): Compute {
  const int = (value: Value | undefined): number => value as number;
  if (left === 'timestamp') return (a, b) => addMonthsToMicros(a as bigint, sign * int(b), timeZone);
  if (right === 'timestamp') return (a, b) => addMonthsToMicros(b as bigint, int(a), timeZone);
  if (left === 'date') return (a, b) => addMonthsToDays(int(a), sign * int(b));
  if (right === 'date') return (a, b) => addMonthsToDays(int(b), int(a));
  return (a, b) => {
    const months = int(a) + sign * int(b);
    if (!inIntegerRange(months, 'int')) throw new EngineError('EXP-083', { operation: 'interval arithmetic' });
    return months;
  };
}
