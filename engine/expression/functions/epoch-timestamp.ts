import { err, ok } from '../../base/result.ts';
import { makeCast } from '../../types/cast.ts';
import { BIGINT, isIntegral, isNumeric, TIMESTAMP } from '../../types/data-type.ts';
import { BIGINT_MAX, BIGINT_MIN } from '../../types/integer-range.ts';
import type { CallExpr, ScalarFunction } from '../expr.ts';
import { wrongArgument } from './signature.ts';
import { type Compute, emitGuarded, emitInline, strict } from './strict.ts';
import { checkedMicros } from './time-arithmetic.ts';

/** A timestamp from a count since 1970; `perUnit` microseconds each. Seconds may have a fraction. */
export function epochTimestamp(name: string, perUnit: bigint): ScalarFunction {
  const takesFractions = perUnit === 1_000_000n;
  const compute = (call: CallExpr): Compute => {
    const type = call.args[0]?.type ?? BIGINT;
    if (type.kind === 'bigint') return (count) => checkedMicros((count as bigint) * perUnit, name);
    if (type.kind === 'float' || type.kind === 'double') return (count) => microsOfSeconds(count as number);
    // A decimal number of seconds is what a cast to timestamp takes it for.
    const cast = makeCast(type, TIMESTAMP, { timeZone: 'UTC' });
    return (count) => cast(count ?? null);
  };
  return {
    name,
    minArgs: 1,
    maxArgs: 1,
    sign: ([count]) => {
      const type = count?.type ?? BIGINT;
      if (isIntegral(type) || type.kind === 'void') return ok({ args: [BIGINT], type: TIMESTAMP });
      if (takesFractions && isNumeric(type)) {
        return ok({ args: [type], type: TIMESTAMP, ...(type.kind === 'decimal' ? {} : { nullable: true }) });
      }
      return err(wrongArgument(0, takesFractions ? 'numeric' : 'bigint', type));
    },
    ...strict(compute),
    emit: (call, context, emitArgument) =>
      call.args[0]?.type.kind === 'bigint'
        ? emitInline(
            call,
            context,
            emitArgument,
            (count) => `${count} * ${perUnit}`,
            (micros) => `!Number.isSafeInteger(${micros})`,
          )
        : emitGuarded(compute(call), call, context, emitArgument),
  };
}
/** Unlike a cast: null for NaN and the infinities, and the nearest timestamp there is for a number beyond all of them. */
function microsOfSeconds(seconds: number): bigint | null {
  if (!Number.isFinite(seconds)) return null;
  const micros = seconds * 1_000_000;
  if (micros >= Number(BIGINT_MAX)) return BIGINT_MAX;
  return micros <= Number(BIGINT_MIN) ? BIGINT_MIN : BigInt(Math.trunc(micros));
}
