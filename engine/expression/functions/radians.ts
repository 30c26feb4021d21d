import { computedDouble } from './double-function.ts';

/** Rounded once, as in Java. */
const RADIANS_OF_DEGREE = 0.017453292519943295;

export const radians = computedDouble('radians', (value) => value * RADIANS_OF_DEGREE);
