import { findAggregate } from '../aggregates/registry.ts';
import type { ScalarFunction } from '../expr.ts';
import { abs } from './abs.ts';
import { acos } from './acos.ts';
import { acosh } from './acosh.ts';
import { add } from './add.ts';
import { addMonths } from './add-months.ts';
import { aggregate } from './aggregate.ts';
import { and } from './and.ts';
import { array } from './array.ts';
import { arrayAppend } from './array-append.ts';
import { arrayCompact } from './array-compact.ts';
import { arrayContains } from './array-contains.ts';
import { arrayDistinct } from './array-distinct.ts';
import { arrayExcept } from './array-except.ts';
import { arrayInsert } from './array-insert.ts';
import { arrayIntersect } from './array-intersect.ts';
import { arrayJoin } from './array-join.ts';
import { arrayMax } from './array-max.ts';
import { arrayMin } from './array-min.ts';
import { arrayPosition } from './array-position.ts';
import { arrayPrepend } from './array-prepend.ts';
import { arrayRemove } from './array-remove.ts';
import { arrayRepeat } from './array-repeat.ts';
import { arraySize } from './array-size.ts';
import { arraySort } from './array-sort.ts';
import { arrayUnion } from './array-union.ts';
import { arraysOverlap } from './arrays-overlap.ts';
import { arraysZip } from './arrays-zip.ts';
import { ascii } from './ascii.ts';
import { asin } from './asin.ts';
import { asinh } from './asinh.ts';
import { assertTrue } from './assert-true.ts';
import { atan } from './atan.ts';
import { atan2 } from './atan2.ts';
import { atanh } from './atanh.ts';
import { base64 } from './base64.ts';
import { between } from './between.ts';
import { bin } from './bin.ts';
import { bitAnd } from './bit-and.ts';
import { bitCount } from './bit-count.ts';
import { bitGet } from './bit-get.ts';
import { bitLength } from './bit-length.ts';
import { bitNot } from './bit-not.ts';
import { bitOr } from './bit-or.ts';
import { bitXor } from './bit-xor.ts';
import { bround } from './bround.ts';
import { btrim } from './btrim.ts';
import { caseWhen } from './case.ts';
import { cbrt } from './cbrt.ts';
import { ceil } from './ceil.ts';
import { chr } from './chr.ts';
import { coalesce } from './coalesce.ts';
import { concat } from './concat.ts';
import { concatWs } from './concat-ws.ts';
import { contains } from './contains.ts';
import { conv } from './conv.ts';
import { cos } from './cos.ts';
import { cosh } from './cosh.ts';
import { cot } from './cot.ts';
import { crc32 } from './crc32.ts';
import { csc } from './csc.ts';
import { currentDate } from './current-date.ts';
import { currentTimestamp } from './current-timestamp.ts';
import { currentTimezone } from './current-timezone.ts';
import { dateAdd } from './date-add.ts';
import { dateFormat } from './date-format.ts';
import { dateFromUnixDate } from './date-from-unix-date.ts';
import { dateSub } from './date-sub.ts';
import { dateTrunc } from './date-trunc.ts';
import { datediff } from './datediff.ts';
import { day } from './day.ts';
import { dayOfWeek } from './day-of-week.ts';
import { dayOfYear } from './day-of-year.ts';
import { dayname } from './dayname.ts';
import { decode } from './decode.ts';
import { degrees } from './degrees.ts';
import { divide } from './divide.ts';
import { e } from './e.ts';
import { elementAt } from './element-at.ts';
import { elt } from './elt.ts';
import { endsWith } from './ends-with.ts';
import { equal } from './equal.ts';
import { exists } from './exists.ts';
import { exp } from './exp.ts';
import { expm1 } from './expm1.ts';
import { extract } from './extract.ts';
import { factorial } from './factorial.ts';
import { filter } from './filter.ts';
import { findInSet } from './find-in-set.ts';
import { flatten } from './flatten.ts';
import { floor } from './floor.ts';
import { forall } from './forall.ts';
import { formatNumber } from './format-number.ts';
import { formatString } from './format-string.ts';
import { fromJson } from './from-json.ts';
import { fromUnixtime } from './from-unixtime.ts';
import { fromUtcTimestamp } from './from-utc-timestamp.ts';
import { get } from './get.ts';
import { getJsonObject } from './get-json-object.ts';
import { greater } from './greater.ts';
import { greaterOrEqual } from './greater-or-equal.ts';
import { greatest } from './greatest.ts';
import { hash } from './hash.ts';
import { hex } from './hex.ts';
import { hour } from './hour.ts';
import { hypot } from './hypot.ts';
import { ifElse } from './if.ts';
import { ilike } from './ilike.ts';
import { isIn } from './in.ts';
import { initcap } from './initcap.ts';
import { instr } from './instr.ts';
import { integralDivide } from './integral-divide.ts';
import { isnan } from './isnan.ts';
import { isnotnull } from './isnotnull.ts';
import { isnull } from './isnull.ts';
import { jsonArrayLength } from './json-array-length.ts';
import { jsonObjectKeys } from './json-object-keys.ts';
import { lastDay } from './last-day.ts';
import { least } from './least.ts';
import { left } from './left.ts';
import { length } from './length.ts';
import { less } from './less.ts';
import { lessOrEqual } from './less-or-equal.ts';
import { levenshtein } from './levenshtein.ts';
import { like } from './like.ts';
import { ln } from './ln.ts';
import { locate } from './locate.ts';
import { log } from './log.ts';
import { log1p } from './log1p.ts';
import { log2 } from './log2.ts';
import { log10 } from './log10.ts';
import { lower } from './lower.ts';
import { lpad } from './lpad.ts';
import { ltrim } from './ltrim.ts';
import { luhnCheck } from './luhn-check.ts';
import { makeDate } from './make-date.ts';
import { makeDtInterval } from './make-dt-interval.ts';
import { makeTimestamp } from './make-timestamp.ts';
import { mask } from './mask.ts';
import { md5 } from './md5.ts';
import { minute } from './minute.ts';
import { month } from './month.ts';
import { monthname } from './monthname.ts';
import { monthsBetween } from './months-between.ts';
import { multiply } from './multiply.ts';
import { namedStruct } from './named-struct.ts';
import { nanvl } from './nanvl.ts';
import { negative } from './negative.ts';
import { nextDay } from './next-day.ts';
import { not } from './not.ts';
import { notEqual } from './not-equal.ts';
import { nullSafeEqual } from './null-safe-equal.ts';
import { nullif } from './nullif.ts';
import { nullifzero } from './nullifzero.ts';
import { nvl } from './nvl.ts';
import { nvl2 } from './nvl2.ts';
import { octetLength } from './octet-length.ts';
import { or } from './or.ts';
import { overlay } from './overlay.ts';
import { parseUrl } from './parse-url.ts';
import { pi } from './pi.ts';
import { pmod } from './pmod.ts';
import { positive } from './positive.ts';
import { power } from './power.ts';
import { quarter } from './quarter.ts';
import { quote } from './quote.ts';
import { radians } from './radians.ts';
import { raiseError } from './raise-error.ts';
import { regexpCount } from './regexp-count.ts';
import { regexpExtract } from './regexp-extract.ts';
import { regexpExtractAll } from './regexp-extract-all.ts';
import { regexpInstr } from './regexp-instr.ts';
import { regexpReplace } from './regexp-replace.ts';
import { regexpSubstr } from './regexp-substr.ts';
import { remainder } from './remainder.ts';
import { repeat } from './repeat.ts';
import { replace } from './replace.ts';
import { reverse } from './reverse.ts';
import { right } from './right.ts';
import { rint } from './rint.ts';
import { rlike } from './rlike.ts';
import { round } from './round.ts';
import { rpad } from './rpad.ts';
import { rtrim } from './rtrim.ts';
import { schemaOfJson } from './schema-of-json.ts';
import { sec } from './sec.ts';
import { second } from './second.ts';
import { sequence } from './sequence.ts';
import { sha1 } from './sha1.ts';
import { sha2 } from './sha2.ts';
import { shiftLeft } from './shift-left.ts';
import { shiftRight } from './shift-right.ts';
import { shiftRightUnsigned } from './shift-right-unsigned.ts';
import { signum } from './signum.ts';
import { sin } from './sin.ts';
import { sinh } from './sinh.ts';
import { size } from './size.ts';
import { slice } from './slice.ts';
import { sortArray } from './sort-array.ts';
import { soundex } from './soundex.ts';
import { space } from './space.ts';
import { split } from './split.ts';
import { splitPart } from './split-part.ts';
import { sqrt } from './sqrt.ts';
import { startsWith } from './starts-with.ts';
import { struct } from './struct.ts';
import { structField } from './struct-field.ts';
import { subscript } from './subscript.ts';
import { substring } from './substring.ts';
import { substringIndex } from './substring-index.ts';
import { subtract } from './subtract.ts';
import { tan } from './tan.ts';
import { tanh } from './tanh.ts';
import { timestampMicros } from './timestamp-micros.ts';
import { timestampMillis } from './timestamp-millis.ts';
import { timestampSeconds } from './timestamp-seconds.ts';
import { timestampadd } from './timestampadd.ts';
import { timestampdiff } from './timestampdiff.ts';
import { toDate } from './to-date.ts';
import { toJson } from './to-json.ts';
import { toTimestamp } from './to-timestamp.ts';
import { toUnixTimestamp } from './to-unix-timestamp.ts';
import { toUtcTimestamp } from './to-utc-timestamp.ts';
import { transform } from './transform.ts';
import { translate } from './translate.ts';
import { trim } from './trim.ts';
import { trunc } from './trunc.ts';
import { tryAdd } from './try-add.ts';
import { tryDivide } from './try-divide.ts';
import { tryElementAt } from './try-element-at.ts';
import { tryMakeTimestamp } from './try-make-timestamp.ts';
import { tryMod } from './try-mod.ts';
import { tryMultiply } from './try-multiply.ts';
import { tryParseUrl } from './try-parse-url.ts';
import { trySubtract } from './try-subtract.ts';
import { tryToDate } from './try-to-date.ts';
import { tryToTimestamp } from './try-to-timestamp.ts';
import { tryUrlDecode } from './try-url-decode.ts';
import { typeOf } from './typeof.ts';
import { unixDate } from './unix-date.ts';
import { unixMicros } from './unix-micros.ts';
import { unixMillis } from './unix-millis.ts';
import { unixSeconds } from './unix-seconds.ts';
import { unixTimestamp } from './unix-timestamp.ts';
import { upper } from './upper.ts';
import { urlDecode } from './url-decode.ts';
import { urlEncode } from './url-encode.ts';
import { weekOfYear } from './week-of-year.ts';
import { weekday } from './weekday.ts';
import { widthBucket } from './width-bucket.ts';
import { windowTime } from './window-time.ts';
import { xxhash64 } from './xxhash64.ts';
import { year } from './year.ts';
import { zeroifnull } from './zeroifnull.ts';
import { zipWith } from './zip-with.ts';

/** All functions and operators of expressions. A new one is a file of its own and a line here. */
const functions: readonly ScalarFunction[] = [
  abs,
  acos,
  acosh,
  add,
  addMonths,
  aggregate,
  and,
  array,
  arrayAppend,
  arrayCompact,
  arrayContains,
  arrayDistinct,
  arrayExcept,
  arrayInsert,
  arrayIntersect,
  arrayJoin,
  arrayMax,
  arrayMin,
  arrayPosition,
  arrayPrepend,
  arrayRemove,
  arrayRepeat,
  arraySize,
  arraySort,
  arraysOverlap,
  arraysZip,
  arrayUnion,
  ascii,
  asin,
  asinh,
  assertTrue,
  atan,
  atan2,
  atanh,
  base64,
  between,
  bin,
  bitAnd,
  bitCount,
  bitGet,
  bitLength,
  bitNot,
  bitOr,
  bitXor,
  bround,
  btrim,
  caseWhen,
  cbrt,
  ceil,
  chr,
  coalesce,
  concat,
  concatWs,
  contains,
  conv,
  cos,
  cosh,
  cot,
  crc32,
  csc,
  currentDate,
  currentTimestamp,
  currentTimezone,
  dateAdd,
  datediff,
  dateFormat,
  dateFromUnixDate,
  dateSub,
  dateTrunc,
  day,
  dayname,
  dayOfWeek,
  dayOfYear,
  decode,
  degrees,
  divide,
  e,
  elementAt,
  elt,
  endsWith,
  equal,
  exists,
  exp,
  expm1,
  extract,
  factorial,
  filter,
  findInSet,
  flatten,
  floor,
  forall,
  formatNumber,
  formatString,
  fromJson,
  fromUnixtime,
  fromUtcTimestamp,
  get,
  getJsonObject,
  greater,
  greaterOrEqual,
  greatest,
  hash,
  hex,
  hour,
  hypot,
  ifElse,
  ilike,
  initcap,
  instr,
  integralDivide,
  isIn,
  isnan,
  isnotnull,
  isnull,
  jsonArrayLength,
  jsonObjectKeys,
  lastDay,
  least,
  left,
  length,
  less,
  lessOrEqual,
  levenshtein,
  like,
  ln,
  locate,
  log,
  log10,
  log1p,
  log2,
  lower,
  lpad,
  ltrim,
  luhnCheck,
  makeDate,
  makeDtInterval,
  makeTimestamp,
  mask,
  md5,
  minute,
  month,
  monthname,
  monthsBetween,
  multiply,
  namedStruct,
  nanvl,
  negative,
  nextDay,
  not,
  notEqual,
  nullif,
  nullifzero,
  nullSafeEqual,
  nvl,
  nvl2,
  octetLength,
  or,
  overlay,
  parseUrl,
  pi,
  pmod,
  positive,
  power,
  quarter,
  quote,
  radians,
  raiseError,
  regexpCount,
  regexpExtract,
  regexpExtractAll,
  regexpInstr,
  regexpReplace,
  regexpSubstr,
  remainder,
  repeat,
  replace,
  reverse,
  right,
  rint,
  rlike,
  round,
  rpad,
  rtrim,
  schemaOfJson,
  sec,
  second,
  sequence,
  sha1,
  sha2,
  shiftLeft,
  shiftRight,
  shiftRightUnsigned,
  signum,
  sin,
  sinh,
  size,
  slice,
  sortArray,
  soundex,
  space,
  split,
  splitPart,
  sqrt,
  startsWith,
  struct,
  structField,
  subscript,
  substring,
  substringIndex,
  subtract,
  tan,
  tanh,
  timestampadd,
  timestampdiff,
  timestampMicros,
  timestampMillis,
  timestampSeconds,
  toDate,
  toJson,
  toTimestamp,
  toUnixTimestamp,
  toUtcTimestamp,
  transform,
  translate,
  trim,
  trunc,
  tryAdd,
  tryDivide,
  tryElementAt,
  tryMakeTimestamp,
  tryMod,
  tryMultiply,
  tryParseUrl,
  trySubtract,
  tryToDate,
  tryToTimestamp,
  tryUrlDecode,
  typeOf,
  unixDate,
  unixMicros,
  unixMillis,
  unixSeconds,
  unixTimestamp,
  upper,
  urlDecode,
  urlEncode,
  weekday,
  weekOfYear,
  widthBucket,
  windowTime,
  xxhash64,
  year,
  zeroifnull,
  zipWith,
];

const byName = new Map(functions.flatMap((fn) => [fn.name, ...(fn.aliases ?? [])].map((name) => [name, fn] as const)));

/** Aggregates that Spark has beyond ours, so that one in a wrong place can be told from a name that does not exist. */
const OTHER_AGGREGATES = new Set([
  'approx_top_k',
  'bitmap_construct_agg',
  'bitmap_or_agg',
  'count_min_sketch',
  'grouping',
  'grouping_id',
  'histogram_numeric',
  'hll_sketch_agg',
  'hll_union_agg',
  'listagg',
  'percentile_cont',
  'percentile_disc',
  'regr_avgx',
  'regr_avgy',
  'regr_count',
  'regr_intercept',
  'regr_r2',
  'regr_slope',
  'regr_sxx',
  'regr_sxy',
  'regr_syy',
  'string_agg',
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
  return ['and', 'or', 'not', 'in', 'between', 'case', 'div', 'as'].includes(name);
}
