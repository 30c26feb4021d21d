import { comparison } from './comparison.ts';

export const lessOrEqual = comparison(
  '<=',
  (order) => order <= 0,
  { operator: '<=', withNaN: (a, b) => `${a} <= ${b} || ${b} !== ${b}` },
  ([a, b]) => `(${a} <= ${b})`,
);
