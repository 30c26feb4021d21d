import { bitOperator } from './bit-operator.ts';

export const bitXor = bitOperator(
  '^',
  (a, b) => a ^ b,
  (a, b) => a ^ b,
);
