import { doubleFunction } from './double-function.ts';

/** NaN for negative numbers. */
export const sqrt = doubleFunction('sqrt', [], 1, 'sqrt', 'SQRT');
