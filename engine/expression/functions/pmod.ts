import { err } from '../../base/result.ts';
import { decimal } from '../../types/data-type.ts';
import { remainderDecimals, remainderType, rescale } from '../../types/decimal.ts';
import { remainderByZero } from '../../types/value-errors.ts';
import type { ScalarFunction } from '../expr.ts';
import { type NumberOperation, numberOperator, signDivision } from './arithmetic.ts';

const operation: NumberOperation = {
  symbol: 'pmod',
  integer: (a, b) => positiveRemainder(a, b),
  double: (a, b) => (a % b < 0 ? ((a % b) + b) % b : a % b),
  decimalType: remainderType,
  decimal: (a, aType, b, bType, result) => {
    const both = decimal(38, Math.max(aType.scale, bType.scale));
    const divisor = rescale(b, bType.scale, both.scale);
    const remainder = positiveRemainder(rescale(a, aType.scale, both.scale), divisor);
    return remainderDecimals(remainder, both, divisor, both, result);
  },
  integerCode: (a, b) => `(${a} % ${b} < 0 ? (${a} % ${b} + ${b}) % ${b} : ${a} % ${b}) + 0`,
  doubleCode: (a, b) => `${a} % ${b} < 0 ? (${a} % ${b} + ${b}) % ${b} : ${a} % ${b}`,
  zeroFails: remainderByZero,
};

/** `pmod(a, b)`: the remainder, made positive where `b` is. */
export const pmod: ScalarFunction = {
  name: 'pmod',
  minArgs: 2,
  maxArgs: 2,
  sign: ([left, right]) =>
    left === undefined || right === undefined
      ? err({ code: 'EXP-025', params: {} })
      : signDivision(operation, left, right),
  ...numberOperator(operation),
};

function positiveRemainder(a: bigint, b: bigint): bigint {
  const remainder = a % b;
  return remainder < 0n ? (remainder + b) % b : remainder;
}
