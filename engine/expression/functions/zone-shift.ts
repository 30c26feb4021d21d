import { STRING, TIMESTAMP } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { checkedZone } from './named-zone.ts';
import { takes } from './signature.ts';
import { strict } from './strict.ts';
import { checkedMicros } from './time-arithmetic.ts';

/** A timestamp that stands for what a clock shows, carried from one clock to another. */
export function zoneShift(name: string, shift: (micros: bigint, zone: string) => bigint): ScalarFunction {
  return {
    name,
    minArgs: 2,
    maxArgs: 2,
    sign: takes([TIMESTAMP, STRING], TIMESTAMP),
    ...strict(() => (micros, zone) => checkedMicros(shift(micros as bigint, checkedZone(zone as string)), name)),
  };
}
