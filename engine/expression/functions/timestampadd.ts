import { BIGINT, TIMESTAMP, VOID } from '../../types/data-type.ts';
import { inIntegerRange } from '../../types/integer-range.ts';
import { datetimeOverflow } from '../../types/value-errors.ts';
import { castMayBeNull } from '../cast-nullability.ts';
import type { CallExpr, ScalarFunction } from '../expr.ts';
import { type MomentUnit, momentUnit, unitProblem } from './moment-unit.ts';
import { addMonthsToMicros } from './month-arithmetic.ts';
import { takes } from './signature.ts';
import { compileStrict } from './strict.ts';
import { addInterval, checkedMicros } from './time-arithmetic.ts';

const sign = takes([VOID, BIGINT, TIMESTAMP], TIMESTAMP);

/** `timestampadd(UNIT, count, timestamp)` on the clock of the session's time zone. */
export const timestampadd: ScalarFunction = {
  name: 'timestampadd',
  minArgs: 3,
  maxArgs: 3,
  sign: (args) => unitProblem(args) ?? withoutUnit(sign(args), args),
  compile: (call, [, count, micros], { timeZone }) => {
    const unit = unitOf(call);
    if (count === undefined || micros === undefined) return () => null;
    return compileStrict((n, moment) => added(moment as bigint, n as bigint, unit, timeZone), [count, micros]);
  },
};

export function unitOf(call: CallExpr): MomentUnit {
  const [unit] = call.args;
  return momentUnit(unit?.kind === 'literal' ? unit.display : '') ?? {};
}

/** The unit is no value: it makes nothing null. */
export function withoutUnit(
  signed: ReturnType<ScalarFunction['sign']>,
  [, ...values]: Parameters<ScalarFunction['sign']>[0],
): ReturnType<ScalarFunction['sign']> {
  if (!signed.ok) return signed;
  const [, ...asked] = signed.value.args;
  const nullable = values.some((value, i) => value.nullable || castMayBeNull(value.type, asked[i] ?? value.type));
  return { ok: true, value: { ...signed.value, nullable } };
}

function added(micros: bigint, count: bigint, unit: MomentUnit, zone: string): bigint {
  if (unit.months === undefined) {
    const span = checkedMicros(count * (unit.micros ?? 0n), 'timestampadd');
    // Hours and smaller units count on the clock alone, however many make a day.
    return unit.isDays === true ? addInterval(micros, span, zone) : checkedMicros(micros + span, 'timestampadd');
  }
  const months = count * BigInt(unit.months);
  if (!inIntegerRange(months, 'int')) throw datetimeOverflow('timestampadd');
  return addMonthsToMicros(micros, Number(months), zone);
}
