import { err, ok, type Result } from '../../base/result.ts';
import {
  BIGINT,
  type DataType,
  type DecimalType,
  DOUBLE,
  decimal,
  INT,
  isIntegral,
  isNumeric,
} from '../../types/data-type.ts';
import { decimalForNumeric } from '../../types/decimal.ts';
import { BIGINT_MAX, BIGINT_MIN } from '../../types/integer-range.ts';
import { implicitCast } from '../coercion.ts';
import type { CallExpr, Expr, ScalarFunction, Signature, SignatureProblem } from '../expr.ts';
import { constantInt } from './constant-int.ts';
import { roundDecimal, roundedType } from './round.ts';
import { numericType, wrongArgument } from './signature.ts';
import { type Compute, strict } from './strict.ts';

/**
 * `floor` and `ceil`: a bigint, or a decimal without a fraction. With a number of places, which is a constant, always a decimal.
 */
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
    maxArgs: 2,
    sign: ([arg, places]) => {
      if (arg !== undefined && places !== undefined) return signPlaces(name, arg, places);
      const type = arg === undefined ? null : numericType(arg);
      if (arg === undefined || type === null) return err(wrongArgument(0, 'numeric', arg?.type ?? DOUBLE));
      if (type.kind === 'decimal') {
        const digits = Math.max(1, Math.min(38, type.precision - type.scale + 1));
        return ok({ args: [type], type: decimal(digits, 0), nullable: true });
      }
      return ok({ args: [isIntegral(type) ? BIGINT : DOUBLE], type: BIGINT, nullable: true });
    },
    ...strict((call) => (call.args.length === 1 ? towardsWhole(call, towards) : towardsPlace(call, towards))),
    display: ([a, places], written) =>
      places === undefined ? `${written === name ? shown : written}(${a})` : `${written}(${a}, ${places})`,
  };
}

function signPlaces(name: string, arg: Expr, places: Expr): Result<Signature, SignatureProblem> {
  const type = decimalOf(arg.type);
  if (type === null) return err(wrongArgument(0, 'decimal', arg.type));
  if (implicitCast(places.type, INT) === null) return err(wrongArgument(1, 'int', places.type));
  if (places.kind !== 'literal') return err({ code: 'EXP-063', params: { name, parameter: 'scale' }, argument: 1 });
  return ok({ args: [type, INT], type: roundedType(type, constantInt(places)), nullable: true });
}

/** The decimal that Spark takes a value of another type as. */
function decimalOf(type: DataType): DataType | null {
  if (type.kind === 'string' || type.kind === 'void') return decimal(38, 18);
  return isNumeric(type) ? (type.kind === 'decimal' ? type : decimalForNumeric(type.kind as 'int')) : null;
}

function towardsPlace(call: CallExpr, towards: 'down' | 'up'): Compute {
  const from = call.args[0]?.type as DecimalType;
  const to = call.type as DecimalType;
  const mode = towards === 'down' ? 'floor' : 'ceiling';
  return (value, places) => roundDecimal(value as bigint, from.scale, places as number, to.scale, mode);
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
