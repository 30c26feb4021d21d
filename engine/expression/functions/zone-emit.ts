/** Emitted code on the clock of the session's time zone. All times are microseconds in JavaScript numbers. */
import { fixedOffsetMicros, localToEpochMicros, zoneOffsetSpan } from '../../types/time-zone.ts';
import type { EmitContext, EmittedValue } from '../emit-context.ts';

export const DAY_MICROS = 86_400_000_000;
/** Instants up to here stay safe integers with any offset and a year besides: until the year 2252. Later ones bail. */
const INSTANT_MAX = 8.9e15;
/** Days whose midnight is a safe integer in every zone; the first day of the year of any such instant is one of them. */
const DAY_MAX = 104_000;

/** What the zone's clock shows at an instant, as if it stood in UTC: the name of a number. Bails where that is too far away. */
export function emitLocal({ value, isNull }: EmittedValue, context: EmitContext): string {
  bailUnless(`${value} >= -${INSTANT_MAX} && ${value} <= ${INSTANT_MAX}`, isNull, context);
  const fixed = fixedOffsetMicros(context.timeZone);
  const local = context.fresh('local');
  const shifted = (offset: string) => `const ${local} = ${value} + ${offset};`;
  if (fixed !== null) context.statement(shifted(String(fixed)));
  else {
    const offset = `${context.bind(offsetReader(context.timeZone))}(${value})`;
    context.statement(
      isNull === 'false' ? shifted(offset) : `const ${local} = (${isNull}) ? 0 : ${value} + ${offset};`,
    );
  }
  return local;
}

/** `time` in whole units, rounded down. Exact for all safe integers: the quotient errs by less than the unit's own part. */
export function wholeUnits(time: string, unitMicros: number): string {
  return `Math.floor(${time} / ${unitMicros})`;
}

/** The instant at which a day, counted from 1970, begins on the zone's clock: the name of a number. */
export function emitDayStart({ value, isNull }: EmittedValue, context: EmitContext): string {
  bailUnless(`${value} >= -${DAY_MAX} && ${value} <= ${DAY_MAX}`, isNull, context);
  const start = context.fresh('start');
  const fixed = fixedOffsetMicros(context.timeZone);
  if (fixed !== null) context.statement(`const ${start} = ${value} * ${DAY_MICROS} - ${fixed};`);
  else {
    const zone = context.timeZone;
    const read = remembered((day) => Number(localToEpochMicros(BigInt(day * DAY_MICROS), zone)));
    context.statement(`const ${start} = (${isNull}) ? 0 : ${context.bind(read)}(${value});`);
  }
  return start;
}

/** `read` with a memory of its last argument, since rows that follow each other are often of one day. */
export function remembered<Result>(read: (key: number) => Result): (key: number) => Result {
  let last = Number.NaN;
  let result: Result | undefined;
  return (key) => {
    if (key !== last) {
      result = read(key);
      last = key;
    }
    return result as Result;
  };
}

/** The zone's offset at an instant, with a memory of the span between two changes of its clock that was last asked for. */
function offsetReader(zone: string): (instant: number) => number {
  let start = 1;
  let end = 0;
  let offset = 0;
  return (instant) => {
    if (instant >= start && instant < end) return offset;
    const span = zoneOffsetSpan(BigInt(instant), zone);
    start = Number(span.start);
    end = Number(span.end);
    offset = Number(span.offset);
    return offset;
  };
}

function bailUnless(holds: string, isNull: string, context: EmitContext): void {
  const wrong = isNull === 'false' ? `!(${holds})` : `!(${isNull}) && !(${holds})`;
  context.statement(`if (${wrong}) { ${context.bail} }`);
}
