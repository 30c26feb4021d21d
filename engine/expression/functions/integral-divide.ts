import { err, ok } from '../../base/result.ts';
import { BIGINT, isIntegral } from '../../types/data-type.ts';
import { widerDecimal } from '../../types/decimal.ts';
import { inIntegerRange } from '../../types/integer-range.ts';
import { arithmeticOverflow, divideByZero } from '../../types/value-errors.ts';
import type { ScalarFunction } from '../expr.ts';
import { notNumeric, outOfRange, signNumbers } from './arithmetic.ts';
import { type Compute, emitGuarded, emitInline, strict } from './strict.ts';

/** `a div b`: the whole part of the quotient, always a bigint. Takes integers and decimals. */
export const integralDivide: ScalarFunction = {
  name: 'div',
  minArgs: 2,
  maxArgs: 2,
  sign: ([left, right]) => {
    if (left === undefined || right === undefined) return err({ code: 'EXP-025', params: {} });
    const signed = signNumbers({ symbol: 'div', decimalType: widerDecimal }, left, right);
    if (!signed.ok) return signed;
    const { type } = signed.value;
    if (type.kind === 'decimal') return ok({ args: [type, type], type: BIGINT, nullable: true });
    if (isIntegral(type) || (left.type.kind === 'void' && right.type.kind === 'void')) {
      return ok({ args: [BIGINT, BIGINT], type: BIGINT, nullable: true });
    }
    return err(notNumeric('div', isIntegral(left.type) ? right : left));
  },
  ...strict(() => quotient),
  emit: (call, context, emitArgument) =>
    call.args[0]?.type.kind === 'decimal'
      ? emitGuarded(quotient, call, context, emitArgument)
      : emitInline(
          call,
          context,
          emitArgument,
          // a / b alone may round up to the next integer.
          (a, b) => `(${a} - ${a} % ${b}) / ${b} + 0`,
          (result, _, b) => `${b} === 0 || ${outOfRange(BIGINT)(result)}`,
        ),
  display: ([a, b]) => `(${a} div ${b})`,
};

// Both sides of a decimal division have one scale, so their unscaled values divide like integers.
const quotient: Compute = (a, b) => {
  if (b === 0n) throw divideByZero();
  const result = (a as bigint) / (b as bigint);
  if (!inIntegerRange(result, 'bigint')) throw arithmeticOverflow(`${a} div ${b}`, BIGINT);
  return result;
};
