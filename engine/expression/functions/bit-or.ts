import { bitOperator } from './bit-operator.ts';

export const bitOr = bitOperator(
  '|',
  (a, b) => a | b,
  (a, b) => a | b,
);
