import { err, ok } from '../../base/result.ts';
import { INTERVAL, isIntegral } from '../../types/data-type.ts';
import { type IntegralKind, inIntegerRange } from '../../types/integer-range.ts';
import { arithmeticOverflow } from '../../types/value-errors.ts';
import type { CallExpr, ScalarFunction } from '../expr.ts';
import { notNumeric, outOfRange } from './arithmetic.ts';
import { numericType } from './signature.ts';
import { type Compute, emitGuarded, emitInline, strict } from './strict.ts';

/** `- a`. */
export const negative: ScalarFunction = {
  name: 'negative',
  aliases: ['unary -'],
  minArgs: 1,
  maxArgs: 1,
  sign: ([arg]) => {
    if (arg === undefined) return err({ code: 'EXP-025', params: {} });
    const type = arg.type.kind === 'interval' ? INTERVAL : numericType(arg);
    return type === null ? err(notNumeric('-', arg)) : ok({ args: [type], type });
  },
  ...strict(negate),
  emit: (call, context, emitArgument) => {
    const { type } = call;
    if (type.kind === 'double' || type.kind === 'float') return emitInline(call, context, emitArgument, (a) => `-${a}`);
    if (type.kind === 'decimal') return emitGuarded(negate(call), call, context, emitArgument);
    return emitInline(call, context, emitArgument, (a) => `0 - ${a}`, outOfRange(type));
  },
  display: ([a], written) => (written === 'negative' ? `negative(${a})` : `(- ${a})`),
};

function negate(call: CallExpr): Compute {
  const { type } = call;
  if (type.kind === 'double' || type.kind === 'float') return (a) => -(a as number);
  if (type.kind === 'decimal') return (a) => -(a as bigint);
  const kind = (isIntegral(type) ? type.kind : 'bigint') as IntegralKind;
  return (a) => {
    const result = typeof a === 'bigint' ? -a : 0 - (a as number);
    if (!inIntegerRange(result, kind)) throw arithmeticOverflow(`- ${a}`, type);
    return result;
  };
}
