import { clockPart } from './clock-part.ts';

/** 0 to 23. */
export const hour = clockPart('hour', 3600, 24);
