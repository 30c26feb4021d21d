import { must } from '../../base/assert.ts';
import { err, ok } from '../../base/result.ts';
import { DOUBLE, INT, TINYINT } from '../../types/data-type.ts';
import { printDataType } from '../../types/data-type-text.ts';
import type { CallExpr, Expr, ScalarFunction } from '../expr.ts';
import { day } from './day.ts';
import { dayOfWeek } from './day-of-week.ts';
import { dayOfWeekIso } from './day-of-week-iso.ts';
import { dayOfYear } from './day-of-year.ts';
import { fractionalSecond, SECONDS_OF_MINUTE } from './fractional-second.ts';
import { hour } from './hour.ts';
import { intervalPart } from './interval-part.ts';
import { minute } from './minute.ts';
import { month } from './month.ts';
import { quarter } from './quarter.ts';
import { weekOfYear } from './week-of-year.ts';
import { year } from './year.ts';
import { yearOfWeek } from './year-of-week.ts';

/** Fields with their short forms, and the function that each stands for on dates and timestamps. */
const FIELDS: readonly (readonly [names: string, of: ScalarFunction])[] = [
  ['year y years yr yrs', year],
  ['yearofweek', yearOfWeek],
  ['quarter qtr', quarter],
  ['month mon mons months', month],
  ['week w weeks', weekOfYear],
  ['day d days', day],
  ['dayofweek dow', dayOfWeek],
  ['dayofweek_iso dow_iso', dayOfWeekIso],
  ['doy', dayOfYear],
  ['hour h hours hr hrs', hour],
  ['minute m min mins minutes', minute],
  ['second s sec seconds secs', fractionalSecond],
];

const INTERVAL_PARTS: ReadonlyMap<ScalarFunction, ScalarFunction> = new Map([
  [day, intervalPart('days', INT, (micros) => Number(micros / 86_400_000_000n))],
  [hour, intervalPart('hours', TINYINT, (micros) => Number((micros / 3_600_000_000n) % 24n))],
  [minute, intervalPart('minutes', TINYINT, (micros) => Number((micros / 60_000_000n) % 60n))],
  [fractionalSecond, intervalPart('seconds', SECONDS_OF_MINUTE, (micros) => micros % 60_000_000n)],
]);

const byField = new Map(FIELDS.flatMap(([names, of]) => names.split(' ').map((name) => [name, of] as const)));

/** `date_part('field', moment)` and `extract(field from moment)`: a field of a date, timestamp or interval. */
export const extract: ScalarFunction = {
  name: 'date_part',
  aliases: ['datepart', 'extract'],
  minArgs: 2,
  maxArgs: 2,
  sign: ([field, source]) => {
    if (field?.kind !== 'literal' || source === undefined) {
      return err({ code: 'EXP-036', params: { position: 1 }, argument: 0 });
    }
    // An unknown field is null, and the result a double, as Spark has it.
    if (field.type.kind === 'void') return ok({ args: [field.type, source.type], type: DOUBLE, nullable: true });
    const part = partOf(field, source);
    if (part === undefined) {
      return err({ code: 'EXP-066', params: { field: field.display, type: printDataType(source.type) }, argument: 0 });
    }
    const signed = part.sign([source]);
    return signed.ok ? ok({ ...signed.value, args: [field.type, ...signed.value.args] }) : signed;
  },
  compile: (call, [, source], environment) => {
    const part = partOf(call.args[0], call.args[1]);
    return part === undefined || source === undefined
      ? () => null
      : part.compile(inner(call, part), [source], environment);
  },
  cannotEmit: (call) => {
    const part = partOf(call.args[0], call.args[1]);
    return part?.emit === undefined ? 'a field on the clock' : (part.cannotEmit?.(inner(call, part)) ?? null);
  },
  emit: (call, context, emitArgument) => {
    const part = must(partOf(call.args[0], call.args[1]), 'cannotEmit was asked');
    return must(part.emit, 'cannotEmit was asked')(inner(call, part), context, emitArgument);
  },
  display: ([field, source], written) =>
    written === 'date_part' ? `date_part(${field}, ${source})` : `${written}(${field} FROM ${source})`,
};

function inner(call: CallExpr, part: ScalarFunction): CallExpr {
  return { ...call, function: part, args: call.args.slice(1) };
}

function partOf(field: Expr | undefined, source: Expr | undefined): ScalarFunction | undefined {
  if (field?.kind !== 'literal' || typeof field.value !== 'string' || source === undefined) return undefined;
  const part = byField.get(field.value.toLowerCase());
  return source.type.kind === 'interval' && part !== undefined ? INTERVAL_PARTS.get(part) : part;
}
