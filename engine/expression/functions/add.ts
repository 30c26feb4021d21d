import { addDecimals, addType } from '../../types/decimal.ts';
import { plusMinus } from './plus-minus.ts';

export const add = plusMinus(
  {
    symbol: '+',
    integer: (a, b) => a + b,
    double: (a, b) => a + b,
    decimalType: addType,
    decimal: addDecimals,
    integerCode: (a, b) => `${a} + ${b}`,
    doubleCode: (a, b) => `${a} + ${b}`,
  },
  1,
);
