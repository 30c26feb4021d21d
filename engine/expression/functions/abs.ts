import { err, ok } from '../../base/result.ts';
import { INTERVAL, isIntegral } from '../../types/data-type.ts';
import { type IntegralKind, inIntegerRange } from '../../types/integer-range.ts';
import { arithmeticOverflow } from '../../types/value-errors.ts';
import type { CallExpr, ScalarFunction } from '../expr.ts';
import { outOfRange } from './arithmetic.ts';
import { numericType, wrongArgument } from './signature.ts';
import { type Compute, emitGuarded, emitInline, strict } from './strict.ts';

/** The value without its sign. */
export const abs: ScalarFunction = {
  name: 'abs',
  minArgs: 1,
  maxArgs: 1,
  sign: ([arg]) => {
    if (arg === undefined) return err({ code: 'EXP-025', params: {} });
    const type = arg.type.kind === 'interval' ? INTERVAL : numericType(arg);
    return type === null ? err(wrongArgument(0, 'numeric', arg.type)) : ok({ args: [type], type });
  },
  ...strict(absolute),
  emit: (call, context, emitArgument) => {
    const { type } = call;
    if (type.kind === 'decimal') return emitGuarded(absolute(call), call, context, emitArgument);
    const bailIf = type.kind === 'double' || type.kind === 'float' ? null : outOfRange(type);
    return emitInline(call, context, emitArgument, (a) => `Math.abs(${a})`, bailIf);
  },
};

function absolute(call: CallExpr): Compute {
  const { type } = call;
  if (type.kind === 'double' || type.kind === 'float') return (a) => Math.abs(a as number);
  if (type.kind === 'decimal') return (a) => ((a as bigint) < 0n ? -(a as bigint) : (a as bigint));
  const kind = (isIntegral(type) ? type.kind : 'bigint') as IntegralKind;
  return (a) => {
    const value = a as number | bigint;
    const result = value < 0 ? -value : value;
    if (!inIntegerRange(result, kind)) throw arithmeticOverflow(`abs(${value})`, type);
    return result;
  };
}
