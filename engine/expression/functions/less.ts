import { comparison } from './comparison.ts';

export const less = comparison(
  '<',
  (order) => order < 0,
  { operator: '<', withNaN: (a, b) => `${a} < ${b} || (${b} !== ${b} && ${a} === ${a})` },
  ([a, b]) => `(${a} < ${b})`,
);
