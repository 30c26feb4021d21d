import { computedDouble } from './double-function.ts';

/** The logarithm of one more; null where that is zero or less, as in Spark. */
export const log1p = computedDouble('log1p', (value) => (value <= -1 ? null : Math.log1p(value)));
