import { addType, subtractDecimals } from '../../types/decimal.ts';
import { plusMinus } from './plus-minus.ts';

export const subtract = plusMinus(
  {
    symbol: '-',
    integer: (a, b) => a - b,
    double: (a, b) => a - b,
    decimalType: addType,
    decimal: subtractDecimals,
    integerCode: (a, b) => `${a} - ${b}`,
    doubleCode: (a, b) => `${a} - ${b}`,
  },
  -1,
);
