import { err, ok } from '../../base/result.ts';
import { DOUBLE, INTERVAL, isNumeric } from '../../types/data-type.ts';
import { divideDecimals, divideType } from '../../types/decimal.ts';
import { divideByZero } from '../../types/value-errors.ts';
import { asDecimal } from '../coercion.ts';
import type { ScalarFunction } from '../expr.ts';
import { computeNumbers, differentSides, type NumberOperation, numberOperator, signDivision } from './arithmetic.ts';
import { scaleInterval } from './interval-scale.ts';
import { strict } from './strict.ts';

const operation: NumberOperation = {
  symbol: '/',
  integer: (a, b) => a / b,
  double: (a, b) => a / b,
  decimalType: divideType,
  decimal: divideDecimals,
  integerCode: (a, b) => `${a} / ${b}`,
  doubleCode: (a, b) => `${a} / ${b}`,
  zeroFails: divideByZero,
};

const numbers = numberOperator(operation);
const intervals = strict((call) => scaleInterval(call, true));

/** `a / b`: decimals give a decimal, all other numbers a double; an interval may be divided by a number. */
export const divide: ScalarFunction = {
  name: '/',
  minArgs: 2,
  maxArgs: 2,
  sign: ([left, right]) => {
    if (left === undefined || right === undefined) return err({ code: 'EXP-025', params: {} });
    if (left.type.kind === 'interval') {
      if (!isNumeric(right.type)) return err(differentSides('/', left, right));
      const number = right.type.kind === 'float' || right.type.kind === 'double' ? DOUBLE : asDecimal(right.type);
      return ok({ args: [INTERVAL, number], type: INTERVAL });
    }
    const signed = signDivision(operation, left, right);
    if (!signed.ok || signed.value.type.kind === 'decimal') return signed;
    return ok({ args: [DOUBLE, DOUBLE], type: DOUBLE, nullable: true });
  },
  ...strict((call) => (call.type.kind === 'interval' ? scaleInterval(call, true) : computeNumbers(operation, call))),
  emit: (call, context, emitArgument) =>
    ((call.type.kind === 'interval' ? intervals : numbers).emit as NonNullable<ScalarFunction['emit']>)(
      call,
      context,
      emitArgument,
    ),
  display: ([a, b]) => `(${a} / ${b})`,
};
