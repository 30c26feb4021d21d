import { computedDouble } from './double-function.ts';

/** Null at and below zero. A quotient of natural logarithms, as in Spark, so that the last digit is the same. */
export const log2 = computedDouble('log2', (value) => (value <= 0 ? null : Math.log(value) / Math.LN2));
