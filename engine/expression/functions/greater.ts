import { comparison } from './comparison.ts';

export const greater = comparison(
  '>',
  (order) => order > 0,
  { operator: '>', withNaN: (a, b) => `${a} > ${b} || (${a} !== ${a} && ${b} === ${b})` },
  ([a, b]) => `(${a} > ${b})`,
);
