import { comparison } from './comparison.ts';

export const greaterOrEqual = comparison(
  '>=',
  (order) => order >= 0,
  { operator: '>=', withNaN: (a, b) => `${a} >= ${b} || ${a} !== ${a}` },
  ([a, b]) => `(${a} >= ${b})`,
);
