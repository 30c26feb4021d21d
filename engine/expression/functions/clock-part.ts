import { must } from '../../base/assert.ts';
import { floorMod, MICROS_PER_DAY } from '../../types/civil-date.ts';
import { INT, TIMESTAMP } from '../../types/data-type.ts';
import { zoneOffsetMicros } from '../../types/time-zone.ts';
import type { ScalarFunction } from '../expr.ts';
import { takes } from './signature.ts';
import { strictInZone } from './strict.ts';
import { emitLocal, wholeUnits } from './zone-emit.ts';

/**
 * A number read off the clock of the session's time zone: how many whole units of `unitSeconds` have passed since the last of
 * `cycle` of them.
 */
export function clockPart(name: string, unitSeconds: number, cycle: number): ScalarFunction {
  const unitMicros = unitSeconds * 1_000_000;
  return {
    name,
    minArgs: 1,
    maxArgs: 1,
    sign: takes([TIMESTAMP], INT),
    ...strictInZone((_, { timeZone }) => (micros) => {
      const instant = micros as bigint;
      const local = instant + zoneOffsetMicros(instant, timeZone);
      return Math.floor(Number(floorMod(local, MICROS_PER_DAY)) / unitMicros) % cycle;
    }),
    emit: (call, context, emitArgument) => {
      const of = emitArgument(must(call.args[0], `${name} has an argument`), context);
      const local = emitLocal(of, context);
      const passed = `${wholeUnits(local, unitMicros)} - ${wholeUnits(local, unitMicros * cycle)} * ${cycle}`;
      const value = context.fresh(name);
      context.statement(`const ${value} = ${passed};`);
      return { value, isNull: of.isNull };
    },
  };
}
