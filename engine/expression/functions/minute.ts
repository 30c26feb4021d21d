import { clockPart } from './clock-part.ts';

/** 0 to 59. */
export const minute = clockPart('minute', 60, 60);
