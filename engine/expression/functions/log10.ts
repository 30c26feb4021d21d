import { computedDouble } from './double-function.ts';

/** Null at and below zero, as in Spark. */
export const log10 = computedDouble('log10', (value) => (value <= 0 ? null : Math.log10(value)));
