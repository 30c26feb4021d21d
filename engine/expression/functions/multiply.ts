import { err, ok } from '../../base/result.ts';
import { DOUBLE, INTERVAL, isNumeric } from '../../types/data-type.ts';
import { multiplyDecimals, multiplyType } from '../../types/decimal.ts';
import { asDecimal } from '../coercion.ts';
import type { ScalarFunction } from '../expr.ts';
import { computeNumbers, differentSides, type NumberOperation, numberOperator, signNumbers } from './arithmetic.ts';
import { scaleInterval } from './interval-scale.ts';
import { strict } from './strict.ts';

const operation: NumberOperation = {
  symbol: '*',
  integer: (a, b) => a * b,
  double: (a, b) => a * b,
  decimalType: multiplyType,
  decimal: multiplyDecimals,
  // Adding 0 turns -0, which integers do not have, into 0.
  integerCode: (a, b) => `${a} * ${b} + 0`,
  doubleCode: (a, b) => `${a} * ${b}`,
};

const numbers = numberOperator(operation);

/** `a * b` on numbers; an interval times a number, in either order. */
export const multiply: ScalarFunction = {
  name: '*',
  minArgs: 2,
  maxArgs: 2,
  sign: ([left, right]) => {
    if (left === undefined || right === undefined) return err({ code: 'EXP-025', params: {} });
    const interval = [left, right].find(({ type }) => type.kind === 'interval');
    if (interval === undefined) return signNumbers(operation, left, right);
    const factor = interval === left ? right : left;
    if (!isNumeric(factor.type)) return err(differentSides('*', left, right));
    const number = factor.type.kind === 'float' || factor.type.kind === 'double' ? DOUBLE : asDecimal(factor.type);
    return ok({ args: interval === left ? [INTERVAL, number] : [number, INTERVAL], type: INTERVAL });
  },
  ...numbers,
  ...strict((call) => (call.type.kind === 'interval' ? scaleInterval(call, false) : computeNumbers(operation, call))),
  emit: (call, context, emitArgument) =>
    call.type.kind === 'interval'
      ? (intervals.emit as NonNullable<ScalarFunction['emit']>)(call, context, emitArgument)
      : (numbers.emit as NonNullable<ScalarFunction['emit']>)(call, context, emitArgument),
  display: ([a, b], _, call) => (call.args[1]?.type.kind === 'interval' ? `(${b} * ${a})` : `(${a} * ${b})`),
};

const intervals = strict((call) => scaleInterval(call, false));
