import { roundingFunction } from './round.ts';

/** `bround(number[, places])`: like `round`, with halves to the even digit. */
export const bround = roundingFunction('bround', 'half-even');
