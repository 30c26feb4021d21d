import { floorDiv, floorMod, MICROS_PER_DAY } from '../../types/civil-date.ts';
import { STRING, TIMESTAMP } from '../../types/data-type.ts';
import { localToEpochMicros, zoneOffsetMicros } from '../../types/time-zone.ts';
import type { EmitContext, EmittedValue } from '../emit-context.ts';
import type { ScalarFunction } from '../expr.ts';
import { firstDayOfUnit } from './calendar-unit.ts';
import { takes } from './signature.ts';
import { type Compute, emitGuarded, strictInZone } from './strict.ts';
import { DAY_MICROS, emitDayStart, emitLocal, remembered, wholeUnits } from './zone-emit.ts';

/** `date_trunc(unit, timestamp)` on the clock of the session's time zone; null for a unit that Spark does not have. */
export const dateTrunc: ScalarFunction = {
  name: 'date_trunc',
  minArgs: 2,
  maxArgs: 2,
  sign: takes([STRING, TIMESTAMP], TIMESTAMP, true),
  ...strictInZone((_, { timeZone }) => truncated(timeZone)),
  emit: (call, context, emitArgument) => {
    const [unit, moment] = call.args;
    return unit?.kind === 'literal' && typeof unit.value === 'string' && moment !== undefined
      ? emitTruncated(unit.value.toLowerCase(), emitArgument(moment, context), context)
      : emitGuarded(truncated(context.timeZone), call, context, emitArgument);
  },
};

/** Units of the clock, in microseconds; the first two are the same in every zone. */
const CLOCK_UNITS: ReadonlyMap<string, bigint> = new Map([
  ['millisecond', 1_000n],
  ['second', 1_000_000n],
  ['minute', 60_000_000n],
  ['hour', 3_600_000_000n],
]);

function truncated(zone: string): Compute {
  return (unit, micros) => truncate((unit as string).toLowerCase(), micros as bigint, zone);
}

function truncate(unit: string, micros: bigint, zone: string): bigint | null {
  if (unit === 'microsecond') return micros;
  const length = CLOCK_UNITS.get(unit);
  const local = micros + zoneOffsetMicros(micros, zone);
  // Within an offset nothing has to be looked up again, which keeps an hour that the clock shows twice apart.
  if (length !== undefined) return micros - floorMod(local, length);
  const today = Number(floorDiv(local, MICROS_PER_DAY));
  const days = unit === 'day' || unit === 'dd' ? today : firstDayOfUnit(unit, today);
  return days === null ? null : localToEpochMicros(BigInt(days) * MICROS_PER_DAY, zone);
}

/** `truncate` for a unit that is known: within an offset by arithmetic, other units a day at a time. */
function emitTruncated(unit: string, moment: EmittedValue, context: EmitContext): EmittedValue {
  if (unit === 'microsecond') return moment;
  const { isNull } = moment;
  const length = CLOCK_UNITS.get(unit);
  const local = emitLocal(moment, context);
  const value = context.fresh('v');
  if (length !== undefined) {
    const unitMicros = Number(length);
    context.statement(
      `const ${value} = ${moment.value} - (${local} - ${wholeUnits(local, unitMicros)} * ${unitMicros});`,
    );
    return { value, isNull };
  }
  const isDay = unit === 'day' || unit === 'dd';
  if (!isDay && firstDayOfUnit(unit, 0) === null) return { value: 'null', isNull: 'true' };
  const firstDay = context.bind(remembered((day) => firstDayOfUnit(unit, day) ?? day));
  const day = wholeUnits(local, DAY_MICROS);
  context.statement(`const ${value} = ${isDay ? day : `${firstDay}(${day})`};`);
  return { value: emitDayStart({ value, isNull }, context), isNull };
}
