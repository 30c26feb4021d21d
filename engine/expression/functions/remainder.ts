import { err } from '../../base/result.ts';
import { remainderDecimals, remainderType } from '../../types/decimal.ts';
import { remainderByZero } from '../../types/value-errors.ts';
import type { ScalarFunction } from '../expr.ts';
import { type NumberOperation, numberOperator, signDivision } from './arithmetic.ts';

const operation: NumberOperation = {
  symbol: '%',
  integer: (a, b) => a % b,
  double: (a, b) => a % b,
  decimalType: remainderType,
  decimal: remainderDecimals,
  integerCode: (a, b) => `${a} % ${b} + 0`,
  doubleCode: (a, b) => `${a} % ${b}`,
  zeroFails: remainderByZero,
};

/** `a % b`: the sign is that of `a`. */
export const remainder: ScalarFunction = {
  name: '%',
  aliases: ['mod'],
  minArgs: 2,
  maxArgs: 2,
  sign: ([left, right]) =>
    left === undefined || right === undefined
      ? err({ code: 'EXP-025', params: {} })
      : signDivision(operation, left, right),
  ...numberOperator(operation),
  display: ([a, b], written) => (written === 'mod' ? `mod(${a}, ${b})` : `(${a} % ${b})`),
};
