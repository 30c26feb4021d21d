import { bitOperator } from './bit-operator.ts';

export const bitAnd = bitOperator(
  '&',
  (a, b) => a & b,
  (a, b) => a & b,
);
