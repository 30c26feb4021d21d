import { clockPart } from './clock-part.ts';

/** 0 to 59. */
export const minute = clockPart('minute', (second) => Math.floor(second / 60) % 60);
