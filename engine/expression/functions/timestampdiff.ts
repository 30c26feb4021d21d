import { civilFromDays, daysOfMicros, floorMod, MICROS_PER_DAY } from '../../types/civil-date.ts';
import { BIGINT, TIMESTAMP, VOID } from '../../types/data-type.ts';
import { zoneOffsetMicros } from '../../types/time-zone.ts';
import type { ScalarFunction } from '../expr.ts';
import { unitProblem } from './moment-unit.ts';
import { takes } from './signature.ts';
import { compileStrict } from './strict.ts';
import { unitOf, withoutUnit } from './timestampadd.ts';

const sign = takes([VOID, TIMESTAMP, TIMESTAMP], BIGINT);

/** `timestampdiff(UNIT, start, end)`: whole units between the readings of the session's clock. */
export const timestampdiff: ScalarFunction = {
  name: 'timestampdiff',
  minArgs: 3,
  maxArgs: 3,
  sign: (args) => unitProblem(args) ?? withoutUnit(sign(args), args),
  compile: (call, [, start, end], { timeZone }) => {
    const { months, micros = 1n } = unitOf(call);
    if (start === undefined || end === undefined) return () => null;
    return compileStrict(
      (from, to) => {
        const a = (from as bigint) + zoneOffsetMicros(from as bigint, timeZone);
        const b = (to as bigint) + zoneOffsetMicros(to as bigint, timeZone);
        return months === undefined ? (b - a) / micros : BigInt(Math.trunc(wholeMonths(a, b) / months));
      },
      [start, end],
    );
  },
};

function wholeMonths(from: bigint, to: bigint): number {
  const startDays = daysOfMicros(from);
  let endDays = daysOfMicros(to);
  const order = floorMod(to, MICROS_PER_DAY) - floorMod(from, MICROS_PER_DAY);
  // A last day that is not complete does not count.
  if (endDays > startDays && order < 0n) endDays -= 1;
  else if (endDays < startDays && order > 0n) endDays += 1;
  const start = civilFromDays(startDays);
  const end = civilFromDays(endDays);
  // Days count as 32nds of a month, so that truncation drops the month that is not complete.
  const place = ({ year, month, day }: typeof start) => (year * 12 + month) * 32 + day;
  return Math.trunc((place(end) - place(start)) / 32);
}
