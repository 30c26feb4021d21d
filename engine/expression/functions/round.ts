import { err, ok } from '../../base/result.ts';
import { type DataType, type DecimalType, decimal, INT, isIntegral } from '../../types/data-type.ts';
import { type IntegralKind, inIntegerRange } from '../../types/integer-range.ts';
import { arithmeticOverflow } from '../../types/value-errors.ts';
import { implicitCast } from '../coercion.ts';
import type { CallExpr, ScalarFunction } from '../expr.ts';
import { constantInt } from './constant-int.ts';
import { dropDigits, type RoundingMode, roundDouble } from './rounding.ts';
import { numericType, wrongArgument } from './signature.ts';
import { type Compute, strict } from './strict.ts';

/** `round(number[, places])`: half away from zero; the number's type stays, and `places` is a constant. */
export const round = roundingFunction('round', 'half-up');

export function roundingFunction(name: string, mode: RoundingMode): ScalarFunction {
  return {
    name,
    minArgs: 1,
    maxArgs: 2,
    sign: ([number, places]) => {
      if (number === undefined) return err({ code: 'EXP-025', params: {} });
      const type = numericType(number);
      if (type === null) return err(wrongArgument(0, 'numeric', number.type));
      if (places === undefined) return ok({ args: [type], type: roundedType(type, 0), nullable: true });
      if (implicitCast(places.type, INT) === null) return err(wrongArgument(1, 'int', places.type));
      if (places.kind !== 'literal') return err({ code: 'EXP-036', params: { position: 2 }, argument: 1 });
      return ok({ args: [type, INT], type: roundedType(type, constantInt(places)), nullable: true });
    },
    ...strict((call) => rounder(call, mode)),
    display: ([number, places = '0']) => `${name}(${number}, ${places})`,
  };
}

/** The type of a decimal that is rounded at `places`; other types stay. */
export function roundedType(type: DataType, places: number): DataType {
  if (type.kind !== 'decimal') return type;
  const whole = type.precision - type.scale + 1;
  if (places < 0) return decimal(Math.min(38, Math.max(whole, 1 - places)), 0);
  const scale = Math.min(type.scale, places);
  return decimal(Math.min(38, whole + scale), scale);
}

function rounder(call: CallExpr, mode: RoundingMode): Compute {
  const { type } = call;
  const from = call.args[0]?.type ?? type;
  if (type.kind === 'decimal') {
    const { scale } = from as DecimalType;
    return (value, places = 0) => roundDecimal(value as bigint, scale, places as number, type.scale, mode);
  }
  if (!isIntegral(type)) {
    const narrow = type.kind === 'float' ? Math.fround : (value: number) => value;
    return (value, places = 0) => narrow(roundDouble(value as number, places as number, mode));
  }
  const kind = type.kind as IntegralKind;
  return (value, places = 0) => {
    if ((places as number) >= 0) return value ?? null;
    const result = roundDecimal(BigInt(value as number | bigint), 0, places as number, 0, mode);
    if (!inIntegerRange(result, kind)) throw arithmeticOverflow(`${call.written}(${value}, ${places})`, type);
    return kind === 'bigint' ? result : Number(result);
  };
}

/** Rounds at `places` and gives the unscaled value at `toScale`. */
export function roundDecimal(
  unscaled: bigint,
  scale: number,
  places: number,
  toScale: number,
  mode: RoundingMode,
): bigint {
  // More digits than a decimal or a bigint has leave nothing.
  if (places < -40) return 0n;
  const rounded = dropDigits(unscaled, scale - places, mode);
  const now = Math.min(scale, places);
  return toScale >= now ? rounded * 10n ** BigInt(toScale - now) : dropDigits(rounded, now - toScale);
}
