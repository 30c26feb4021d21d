import { clockPart } from './clock-part.ts';

/** 0 to 23. */
export const hour = clockPart('hour', (second) => Math.floor(second / 3600));
