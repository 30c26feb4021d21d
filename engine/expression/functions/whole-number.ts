import { err, ok } from '../../base/result.ts';
import { BIGINT, type DecimalType, DOUBLE, decimal, isIntegral } from '../../types/data-type.ts';
import { BIGINT_MAX, BIGINT_MIN } from '../../types/integer-range.ts';
import type { CallExpr, ScalarFunction } from '../expr.ts';
import { numericType, wrongArgument } from './signature.ts';
import { type Compute, strict } from './strict.ts';

/** `floor` and `ceil`: a bigint, or a decimal without a fraction. */
export function wholeNumber(
  name: string,
  aliases: readonly string[],
  towards: 'down' | 'up',
  shown: string,
): ScalarFunction {
  return {
    name,
    aliases,
    minArgs: 1,
    maxArgs: 1,
    sign: ([arg]) => {
      const type = arg === undefined ? null : numericType(arg);
      if (arg === undefined || type === null) return err(wrongArgument(0, 'numeric', arg?.type ?? DOUBLE));
      if (type.kind === 'decimal') {
        return ok({ args: [type], type: decimal(Math.max(1, Math.min(38, type.precision - type.scale + 1)), 0) });
      }
      return ok({ args: [isIntegral(type) ? BIGINT : DOUBLE], type: BIGINT });
    },
    ...strict((call) => towardsWhole(call, towards)),
    display: ([a], written) => `${written === name ? shown : written}(${a})`,
  };
}

function towardsWhole(call: CallExpr, towards: 'down' | 'up'): Compute {
  const type = call.args[0]?.type ?? DOUBLE;
  if (type.kind === 'bigint') return (value) => value ?? null;
  if (type.kind === 'double') {
    const round = towards === 'down' ? Math.floor : Math.ceil;
    return (value) => saturated(round(value as number));
  }
  const unit = 10n ** BigInt((type as DecimalType).scale);
  return (value) => {
    const unscaled = value as bigint;
    const cut = unscaled / unit;
    if (cut * unit === unscaled) return cut;
    return towards === 'down' ? (unscaled < 0n ? cut - 1n : cut) : unscaled > 0n ? cut + 1n : cut;
  };
}

/** As the JVM narrows a double to a long: NaN is 0, what is too large stops at the end of the range. */
function saturated(value: number): bigint {
  if (Number.isNaN(value)) return 0n;
  if (value >= 2 ** 63) return BIGINT_MAX;
  return value <= -(2 ** 63) ? BIGINT_MIN : BigInt(value);
}
