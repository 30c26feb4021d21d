import { clockPart } from './clock-part.ts';

/** 0 to 59. */
export const second = clockPart('second', 1, 60);
