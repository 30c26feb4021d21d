import { computedDouble } from './double-function.ts';

/** Rounded once, as in Java. */
const DEGREES_OF_RADIAN = 57.29577951308232;

export const degrees = computedDouble('degrees', (value) => value * DEGREES_OF_RADIAN);
