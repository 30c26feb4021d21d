import { findAggregate } from '../aggregates/registry.ts';
import type { ScalarFunction } from '../expr.ts';
import { abs } from './abs.ts';
import { add } from './add.ts';
import { and } from './and.ts';
import { between } from './between.ts';
import { caseWhen } from './case.ts';
import { ceil } from './ceil.ts';
import { coalesce } from './coalesce.ts';
import { concat } from './concat.ts';
import { concatWs } from './concat-ws.ts';
import { contains } from './contains.ts';
import { currentDate } from './current-date.ts';
import { currentTimestamp } from './current-timestamp.ts';
import { dateAdd } from './date-add.ts';
import { dateFormat } from './date-format.ts';
import { dateSub } from './date-sub.ts';
import { dateTrunc } from './date-trunc.ts';
import { datediff } from './datediff.ts';
import { day } from './day.ts';
import { dayOfWeek } from './day-of-week.ts';
import { dayOfYear } from './day-of-year.ts';
import { divide } from './divide.ts';
import { endsWith } from './ends-with.ts';
import { equal } from './equal.ts';
import { exp } from './exp.ts';
import { floor } from './floor.ts';
import { fromUnixtime } from './from-unixtime.ts';
import { greater } from './greater.ts';
import { greaterOrEqual } from './greater-or-equal.ts';
import { greatest } from './greatest.ts';
import { hour } from './hour.ts';
import { ifElse } from './if.ts';
import { ilike } from './ilike.ts';
import { isIn } from './in.ts';
import { integralDivide } from './integral-divide.ts';
import { isnan } from './isnan.ts';
import { isnotnull } from './isnotnull.ts';
import { isnull } from './isnull.ts';
import { least } from './least.ts';
import { length } from './length.ts';
import { less } from './less.ts';
import { lessOrEqual } from './less-or-equal.ts';
import { like } from './like.ts';
import { ln } from './ln.ts';
import { lower } from './lower.ts';
import { lpad } from './lpad.ts';
import { ltrim } from './ltrim.ts';
import { minute } from './minute.ts';
import { month } from './month.ts';
import { multiply } from './multiply.ts';
import { negative } from './negative.ts';
import { not } from './not.ts';
import { notEqual } from './not-equal.ts';
import { nullSafeEqual } from './null-safe-equal.ts';
import { nullif } from './nullif.ts';
import { nvl } from './nvl.ts';
import { or } from './or.ts';
import { power } from './power.ts';
import { quarter } from './quarter.ts';
import { remainder } from './remainder.ts';
import { replace } from './replace.ts';
import { rlike } from './rlike.ts';
import { round } from './round.ts';
import { rpad } from './rpad.ts';
import { rtrim } from './rtrim.ts';
import { second } from './second.ts';
import { sqrt } from './sqrt.ts';
import { startsWith } from './starts-with.ts';
import { substring } from './substring.ts';
import { subtract } from './subtract.ts';
import { timestampMicros } from './timestamp-micros.ts';
import { timestampMillis } from './timestamp-millis.ts';
import { timestampSeconds } from './timestamp-seconds.ts';
import { toDate } from './to-date.ts';
import { toTimestamp } from './to-timestamp.ts';
import { trim } from './trim.ts';
import { unixTimestamp } from './unix-timestamp.ts';
import { upper } from './upper.ts';
import { weekOfYear } from './week-of-year.ts';
import { weekday } from './weekday.ts';
import { year } from './year.ts';

/** All functions and operators of expressions. A new one is a file of its own and a line here. */
const functions: readonly ScalarFunction[] = [
  abs,
  add,
  and,
  between,
  caseWhen,
  ceil,
  coalesce,
  concatWs,
  concat,
  contains,
  currentDate,
  currentTimestamp,
  dateAdd,
  dateFormat,
  dateSub,
  dateTrunc,
  datediff,
  dayOfWeek,
  dayOfYear,
  day,
  divide,
  endsWith,
  equal,
  exp,
  floor,
  fromUnixtime,
  greaterOrEqual,
  greater,
  greatest,
  hour,
  ifElse,
  ilike,
  isIn,
  integralDivide,
  isnan,
  isnotnull,
  isnull,
  least,
  length,
  lessOrEqual,
  less,
  like,
  ln,
  lower,
  lpad,
  ltrim,
  minute,
  month,
  multiply,
  negative,
  notEqual,
  not,
  nullSafeEqual,
  nullif,
  nvl,
  or,
  power,
  quarter,
  remainder,
  replace,
  rlike,
  round,
  rpad,
  rtrim,
  second,
  sqrt,
  startsWith,
  substring,
  subtract,
  timestampMicros,
  timestampMillis,
  timestampSeconds,
  toDate,
  toTimestamp,
  trim,
  unixTimestamp,
  upper,
  weekOfYear,
  weekday,
  year,
];

const byName = new Map(functions.flatMap((fn) => [fn.name, ...(fn.aliases ?? [])].map((name) => [name, fn] as const)));

/** Aggregates that Spark has beyond ours, so that one in a wrong place can be told from a name that does not exist. */
const OTHER_AGGREGATES = new Set([
  'any_value',
  'approx_count_distinct',
  'collect_list',
  'collect_set',
  'count_if',
  'first',
  'last',
  'max_by',
  'median',
  'min_by',
  'mode',
  'stddev',
  'stddev_pop',
  'stddev_samp',
  'var_pop',
  'var_samp',
  'variance',
]);

/** Names of functions that can be called by name, aliases included; operators are left out. */
export const functionNames: readonly string[] = [...byName.keys()].filter(
  (name) => /^[a-z]\w*$/.test(name) && !isSyntax(name),
);

/** The function or operator of a name in lower case. */
export function findFunction(name: string): ScalarFunction | undefined {
  return byName.get(name);
}

export function isAggregateName(name: string): boolean {
  return findAggregate(name) !== undefined || OTHER_AGGREGATES.has(name);
}

function isSyntax(name: string): boolean {
  return ['and', 'or', 'not', 'in', 'between', 'case', 'div'].includes(name);
}
